import type { AppendResult } from '@eventstore/db-client';
import type { EncodedEvent } from './check-append.ts';
import { OutcomeUnknown, TooLarge, WrongRevision } from './errors.ts';
import type { ExpectedRevision, NewEvent } from './event-store.ts';
import type { EventStoreDbConnection } from './eventstoredb-connection.ts';
import { driver, NO_STREAM } from './eventstoredb-driver.ts';
import { StreamDeleted } from './eventstoredb-errors.ts';
import { type Failure, failureOf, gotNoAnswer, NoAnswer, unavailable } from './eventstoredb-failure.ts';

export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  readonly encoded: readonly EncodedEvent[];
}

export interface Patience {
  /** How long one call may take. */
  readonly deadlineMs: number;
  /** Pauses before the repeats of an append whose outcome is unknown; as many repeats. */
  readonly repeatAfterMs: readonly number[];
}

/** The client's own deadline comes first; this covers what it does not count, such as discovery. */
const GRACE_MS = 250;

/**
 * Sends an append until its outcome is known: the same ids with the same expectation, which is written once however often
 * it arrives. Only a failure that says so counts as not written.
 */
export async function appendUntilKnown(
  connection: EventStoreDbConnection,
  append: Append,
  { deadlineMs, repeatAfterMs }: Patience,
): Promise<AppendResult> {
  let unknown: string | undefined;
  for (let repeats = 0; ; repeats++) {
    await freshTurn();
    const { client, credentials } = connection;
    try {
      const options = { expectedRevision: expectedOf(append.expected), credentials, requiresLeader: true };
      const sent = client.appendToStream(append.stream, messagesOf(append), { ...options, deadline: deadlineMs });
      return await within(deadlineMs + GRACE_MS, sent);
    } catch (error) {
      if (gotNoAnswer(error)) connection.suspect(client);
      const failure = failureOf(error);
      throwIfCertain(failure, append, unknown === undefined);
      if (failure.kind === 'unknown') unknown = failure.reason;
      const pause = repeatAfterMs[repeats];
      if (pause === undefined) throw finalError(append, unknown);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** Certain answers end it; "cannot be reached" only while no earlier attempt may have been written. */
function throwIfCertain(failure: Failure, { stream, expected, encoded }: Append, nothingSentBefore: boolean): void {
  if (failure.kind === 'wrong-revision') throw new WrongRevision(stream, expected, failure.actual);
  if (failure.kind === 'deleted') throw new StreamDeleted(stream, 'was deleted with another tool.');
  if (failure.kind === 'too-large') throw new TooLarge(bytesOf(encoded), failure.limit);
  if (failure.kind === 'not-written' && nothingSentBefore) throw unavailable(failure.reason);
}

function finalError({ stream }: Append, unknown: string | undefined): Error {
  if (unknown === undefined) return unavailable('it has no leader');
  return new OutcomeUnknown(
    `Whether the events for ${stream} were written is not known: ${unknown}. Repeat the append.`,
  );
}

/**
 * A turn of the event loop of its own. When one call fails the client closes the channel some microtasks later, and an
 * append that has just taken that channel throws where nobody can catch it, which ends the process.
 */
async function freshTurn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function messagesOf({ events, encoded }: Append): ReturnType<ReturnType<typeof driver>['jsonEvent']>[] {
  return events.map(({ type, data, metadata }, index) =>
    driver().jsonEvent({ id: encoded[index]?.id, type, data, metadata }),
  );
}

function expectedOf(expected: ExpectedRevision): bigint | typeof NO_STREAM {
  return expected === 'no-stream' ? NO_STREAM : BigInt(expected);
}

function bytesOf(encoded: readonly EncodedEvent[]): number {
  return encoded.reduce((sum, event) => sum + Buffer.byteLength(event.data), 0);
}
