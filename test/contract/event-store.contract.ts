import { randomUUID } from 'node:crypto';
import type { Appended, EventStore, NewEvent } from '#libs/event-store';
import { describeAppending } from './event-store-appending.contract.ts';
import { describeFollowing } from './event-store-following.contract.ts';
import { describeRaces } from './event-store-races.contract.ts';
import { describeReading } from './event-store-reading.contract.ts';
import { describeRepeats } from './event-store-repeats.contract.ts';

export interface OpenedStore {
  readonly store: EventStore;
  /** A second connection to the same log, as another process has it. The suite closes it. */
  openAnother(): Promise<EventStore>;
  /** Closes the store and removes what was made for the test. */
  close(): Promise<void>;
}

/** The opened store of the suite that runs. */
export type Opened = () => OpenedStore;

/**
 * What every adapter of the event store port must do. Runs on a log that holds other events already, and while others
 * write to it: streams have random names, and the log is read from where it stood.
 */
export function describeEventStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(`Event store: ${name}`, () => {
    let opened: OpenedStore | undefined;
    const current: Opened = () => {
      if (!opened) throw new Error('The store is not open.');
      return opened;
    };
    beforeAll(async () => {
      opened = await open();
    }, 60_000);
    afterAll(async () => opened?.close(), 60_000);

    describeAppending(current);
    describeRepeats(current);
    describeReading(current);
    describeFollowing(current);
    describeRaces(current);
  });
}

export function newStream(kind = 'project'): string {
  return `${kind}-${randomUUID()}`;
}

export function newEvent(data: NewEvent['data'] = { title: 'ورشة نجارة' }): NewEvent {
  return { id: randomUUID(), type: 'ProjectProposed', data, metadata: { commandId: randomUUID(), channel: 'http' } };
}

export function newEvents(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, index) => newEvent({ index }));
}

/** A stream of `count` events, written one append each. */
export async function written(store: EventStore, stream: string, count: number) {
  const events = newEvents(count);
  const receipts: Appended[] = [];
  for (const [index, event] of events.entries()) {
    receipts.push(await store.append(stream, index === 0 ? 'no-stream' : index - 1, [event]));
  }
  return { events, receipts };
}

/** The log's events after a position that lie in these streams. */
export async function readLog(store: EventStore, after: string, streams: readonly string[], page = 100) {
  const found = [];
  for (let position = after; ;) {
    const events = await store.readAll(position, page);
    const last = events.at(-1);
    if (!last) return found;
    found.push(...events.filter((event) => streams.includes(event.stream)));
    position = last.position;
  }
}
