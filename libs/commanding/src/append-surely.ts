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
export async function appendSurely(
  events: EventStore,
  stream: string,
  expected: ExpectedRevision,
  facts: readonly NewEvent[],
): Promise<Appended> {
  for (const milliseconds of PAUSES_MS) {
    try {
      return await events.append(stream, expected, facts);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) throw error;
      await pause(milliseconds);
    }
  }
  return events.append(stream, expected, facts);
}
