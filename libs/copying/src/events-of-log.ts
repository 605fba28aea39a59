import {
  type EventStore,
  OutcomeUnknown,
  type Position,
  type RecordedEvent,
  StoreUnavailable,
} from '#libs/event-store';
import { setTimeout as pause } from 'node:timers/promises';

const PAGE_SIZE = 1_000;
const PAUSES_MS = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000];

/** Every event after a position up to the end, in commit order, page by page; no page is empty. */
export async function* pagesOfLog(store: EventStore, after: Position): AsyncGenerator<readonly RecordedEvent[]> {
  for (let position = after; ;) {
    const page = await untilAnswered(() => store.readAll(position, PAGE_SIZE));
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    position = last.position;
  }
}

/** Waits out a server that is away for a while. Only for what may be repeated: reads, and appends of the same ids. */
export async function untilAnswered<T>(work: () => Promise<T>): Promise<T> {
  for (const milliseconds of PAUSES_MS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable || error instanceof OutcomeUnknown)) throw error;
    }
    await pause(milliseconds);
  }
  return work();
}
