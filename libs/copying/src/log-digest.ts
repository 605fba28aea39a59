import { BEGINNING, type EventStore, type RecordedEvent } from '#libs/event-store';
import { createHash } from 'node:crypto';
import { pagesOfLog } from './events-of-log.ts';

/** What two logs that hold the same events agree on, whatever engine they are in. */
export interface LogDigest {
  readonly events: number;
  /** SHA-256 in hexadecimal over all events in commit order, a line of JSON each. */
  readonly digest: string;
}

/** @param onProgress told how many events have been read */
export async function digestOfLog(
  store: EventStore,
  onProgress: (events: number) => void = () => undefined,
): Promise<LogDigest> {
  const hash = createHash('sha256');
  let events = 0;
  for await (const page of pagesOfLog(store, BEGINNING)) {
    for (const event of page) hash.update(`${lineOf(event)}\n`);
    onProgress((events += page.length));
  }
  return { events, digest: hash.digest('hex') };
}

/** All of an event but its position, which is its engine's own. */
export function lineOf({ id, stream, revision, type, data, metadata }: RecordedEvent): string {
  return JSON.stringify([id, stream, revision, type, data, metadata]);
}
