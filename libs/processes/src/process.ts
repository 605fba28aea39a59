import type { AnyCommandDeclaration, CaseworkCommand, CommandDeclaration } from '#libs/casework';
import type { AnyEventDefinition, Fact, FactOf, LocalDate } from '#libs/kernel';
import type { Seen } from '#libs/read-models';

/** An event that a process reacts to. */
export type Occurred<F extends Fact = Fact> = Seen<F> & {
  /** The event's own id; `id` is that of the aggregate it happened to. */
  readonly eventId: string;
};

/** A command that a process wants sent. */
export interface Send {
  readonly declaration: AnyCommandDeclaration;
  /** The id of what it is sent to. */
  readonly id: string;
  readonly fields: object;
  /** What is sent where the rules refuse it, by the refusal's code. Without it a refusal is where the matter ends. */
  readonly refused?: (code: string) => readonly Send[];
}

/** Commands to send on a day to come. Once sent, a timer is not sent again while the state keeps asking for it. */
export interface Timer {
  readonly name: string;
  readonly dueOn: LocalDate;
  readonly sends: readonly Send[];
}

interface Declared<S extends object, D extends readonly AnyEventDefinition[]> {
  /** Counted up when the state changes shape: the new one is folded from the beginning of the log. */
  readonly version: number;
  readonly on: D;
  /** Ids of the states an event changes. */
  keys(event: Occurred<FactOf<D[number]>>): readonly string[];
  /** The state after the event; undefined leaves it as it is, null forgets it. Pure. */
  evolve(state: S | undefined, event: Occurred<FactOf<D[number]>>, key: string): S | null | undefined;
  /** What follows from the event, in the state after it. Pure. */
  react?(state: S | undefined, event: Occurred<FactOf<D[number]>>, key: string): readonly Send[];
  /** What is still to come in this state. Pure. */
  timers?(state: S): readonly Timer[];
}

/** Given past events, when an event arrives, then commands. */
export interface Process<S extends object = object> {
  readonly name: string;
  readonly version: number;
  readonly on: readonly AnyEventDefinition[];
  keys(event: Occurred): readonly string[];
  evolve(state: S | undefined, event: Occurred, key: string): S | null | undefined;
  react(state: S | undefined, event: Occurred, key: string): readonly Send[];
  timers(state: S): readonly Timer[];
}

/** Any process, where its own state does not matter. */
export interface AnyProcess {
  readonly name: string;
  readonly version: number;
  readonly on: readonly AnyEventDefinition[];
  keys(event: Occurred): readonly string[];
  evolve(state: never, event: Occurred, key: string): object | null | undefined;
  react(state: never, event: Occurred, key: string): readonly Send[];
  timers(state: never): readonly Timer[];
}

export function process<S extends object, const D extends readonly AnyEventDefinition[]>(
  name: string,
  declared: Declared<S, D>,
): Process<S> {
  return { name, react: () => [], timers: () => [], ...declared } as unknown as Process<S>;
}

/** `send(reserveFunds, agreementId, {…}, { refused: (code) => [send(…)] })` */
export function send<S, C extends CaseworkCommand>(
  declaration: CommandDeclaration<S, C>,
  id: string,
  fields: Omit<C, keyof CaseworkCommand>,
  otherwise: Pick<Send, 'refused'> = {},
): Send {
  return { declaration: declaration, id, fields, ...otherwise };
}

/** Where the states of a process are kept among the read models. */
export function collectionOf({ name, version }: Pick<AnyProcess, 'name' | 'version'>): string {
  return `process-${name}@${version}`;
}
