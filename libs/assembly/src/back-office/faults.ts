import {
  type ExpectedRevision,
  InvalidAppend,
  OutcomeUnknown,
  StoreUnavailable,
  TooLarge,
  WrongRevision,
} from '#libs/event-store';
import { type FieldError, Problem, type ProblemParams, Refused } from '#libs/kernel';

interface Trace {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

/** An error as it travels between threads, of the same class at the other end. */
export type Fault =
  | {
      readonly problem: string;
      readonly refused: boolean;
      readonly params: ProblemParams;
      readonly errors: readonly FieldError[];
      readonly cause: Trace | undefined;
    }
  | { readonly stream: string; readonly expected: ExpectedRevision; readonly actual: ExpectedRevision }
  | { readonly bytes: number; readonly limit: number }
  | { readonly store: keyof typeof STORE_FAULTS; readonly message: string; readonly cause: Trace | undefined }
  | { readonly unforeseen: Trace };

const STORE_FAULTS = { InvalidAppend, OutcomeUnknown, StoreUnavailable };

export function faultOf(error: unknown): Fault {
  if (error instanceof Problem) {
    const { code, params, errors } = error;
    return { problem: code, refused: error instanceof Refused, params, errors, cause: causeOf(error) };
  }
  if (error instanceof WrongRevision) {
    const { stream, expected, actual } = error;
    return { stream, expected, actual };
  }
  if (error instanceof TooLarge) return { bytes: error.bytes, limit: error.limit };
  const store = (['InvalidAppend', 'OutcomeUnknown', 'StoreUnavailable'] as const).find(
    (name) => error instanceof STORE_FAULTS[name],
  );
  if (store && error instanceof Error) return { store, message: error.message, cause: causeOf(error) };
  return { unforeseen: traceOf(error) };
}

export function errorOf(fault: Fault): Error {
  if ('problem' in fault) {
    const { problem, params, errors, cause } = fault;
    return new (fault.refused ? Refused : Problem)(problem, params, errors, because(cause));
  }
  if ('stream' in fault) return new WrongRevision(fault.stream, fault.expected, fault.actual);
  if ('bytes' in fault) return new TooLarge(fault.bytes, fault.limit);
  if ('store' in fault) return new STORE_FAULTS[fault.store](fault.message, because(fault.cause));
  return fromTrace(fault.unforeseen);
}

function causeOf({ cause }: Error): Trace | undefined {
  return cause === undefined ? undefined : traceOf(cause);
}

function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error), stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}

function because(cause: Trace | undefined): ErrorOptions {
  return cause === undefined ? {} : { cause: fromTrace(cause) };
}

function fromTrace({ name, message, stack }: Trace): Error {
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
