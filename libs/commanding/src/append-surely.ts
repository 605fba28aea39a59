import {
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  OutcomeUnknown,
} from '#libs/event-store';
import { setTimeout as pause } from 'node:timers/promises';

const PAUSES_MS = [20, 100, 500, 1_000];

/** Appends, and where no answer came asks again with the same ids until the outcome is known or patience ends. */
export function appendSurely(
  events: EventStore,
  stream: string,
  expected: ExpectedRevision,
  facts: readonly NewEvent[],
): Promise<Appended> {
  return untilKnown(() => events.append(stream, expected, facts));
}

/** Repeats what may be repeated while its outcome is unknown, until patience ends. */
export async function untilKnown<T>(append: () => Promise<T>): Promise<T> {
  for (const milliseconds of PAUSES_MS) {
    try {
      return await append();
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) throw error;
      await pause(milliseconds);
    }
  }
  return append();
}
