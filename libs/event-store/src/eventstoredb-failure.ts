import type { WrongExpectedVersionError } from '@eventstore/db-client';
import { StoreUnavailable } from './errors.ts';
import { driver } from './eventstoredb-driver.ts';

/** What a failed call means for the one who made it. */
export type Failure =
  | { readonly kind: 'wrong-revision'; readonly actual: number | 'no-stream' }
  | { readonly kind: 'too-large'; readonly limit: number }
  | { readonly kind: 'deleted' }
  /** The server asked is not the leader; the client has gone to it by the next call. */
  | { readonly kind: 'elsewhere' }
  /** It did not reach a server that could write. */
  | { readonly kind: 'not-written'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** No answer within the deadline. */
export class NoAnswer extends Error {}

const DEADLINE_EXCEEDED = 4;
const PERMISSION_DENIED = 7;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;
/** Said before anything is sent: by the channel, by discovery, by a server that is starting. */
const NEVER_SENT =
  /No connection established|ECONNREFUSED|Name resolution failed|Failed to discover|Channel has been shut down/;
const NOT_READY = /Server Is Not Ready/;

/**
 * By gRPC code as well as by class: the client converts some errors and passes others on as they are. What is not known
 * to have written nothing is unknown.
 */
export function failureOf(error: unknown): Failure {
  const { WrongExpectedVersionError, MaxAppendSizeExceededError, StreamDeletedError, NotLeaderError } = driver();
  if (error instanceof WrongExpectedVersionError) return { kind: 'wrong-revision', actual: actualOf(error) };
  if (error instanceof MaxAppendSizeExceededError) return { kind: 'too-large', limit: error.maxAppendSize };
  if (error instanceof StreamDeletedError) return { kind: 'deleted' };
  if (error instanceof NotLeaderError) return { kind: 'elsewhere' };
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  if (code === PERMISSION_DENIED || code === UNAUTHENTICATED) {
    return { kind: 'not-written', reason: 'it refuses the user named in EVENTSTOREDB_URL' };
  }
  if (NOT_READY.test(message)) return { kind: 'not-written', reason: 'it is starting' };
  if (NEVER_SENT.test(message)) return { kind: 'not-written', reason: 'it cannot be reached' };
  if (gotNoAnswer(error)) return { kind: 'unknown', reason: 'it did not answer in time' };
  if (code === UNAVAILABLE) return { kind: 'unknown', reason: 'the connection broke' };
  return { kind: 'unknown', reason: code === undefined ? 'the call failed' : `the call failed with code ${code}` };
}

export function gotNoAnswer(error: unknown): boolean {
  return error instanceof NoAnswer || codeOf(error) === DEADLINE_EXCEEDED;
}

export function unavailable(reason: string): StoreUnavailable {
  return new StoreUnavailable(`EventStoreDB is not available: ${reason}.`);
}

export function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

function actualOf({ actualVersion }: WrongExpectedVersionError): number | 'no-stream' {
  const isRevision = typeof actualVersion === 'bigint' && actualVersion >= 0n;
  return isRevision ? Number(actualVersion) : 'no-stream';
}
