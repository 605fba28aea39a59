import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { type EventStore, type Position, type RecordedEvent, StoreUnavailable } from '#libs/event-store';
import { readPage } from './read-page.ts';

export interface Following {
  /** Events a page holds at most. Default 500. */
  readonly pageSize?: number;
  /**
   * After a page that is not full the next waits a millisecond for each event it held, within these bounds: the more
   * comes in, the more of it shares one turn, while what comes after a silence comes at once. Default: it waits for none.
   */
  readonly gatherMs?: { readonly atLeast: number; readonly atMost: number };
  /** Of each event little is asked for: see `EventStore.readAllWritten`. Default: no. */
  readonly asWritten?: boolean;
  /** Ends the following, also while it waits. */
  readonly signal?: AbortSignal;
  /** Told of each fault of the store that is waited out. */
  readonly onFault?: (error: StoreUnavailable) => void;
}

const PAGE_SIZE = 500;
/** The bell may be lost; then the log is looked at this often. */
const LONGEST_WAIT_MS = 1_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Every event after a position, in commit order, page by page and for ever; no page is empty, and the next is read
 * when it is asked for. It goes on by itself when the store was away; any other error ends it.
 */
export async function* followLog(
  events: EventStore,
  after: Position,
  { pageSize = PAGE_SIZE, gatherMs, asWritten = false, signal, onFault }: Following = {},
): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  let position = after;
  let faults = 0;
  while (!isAborted(signal)) {
    let page: readonly RecordedEvent[] = [];
    try {
      page = await (asWritten ? readPage : readWhole)(events, position, pageSize);
      if (page.length === 0) await events.changed(position, LONGEST_WAIT_MS, signal);
      faults = 0;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      onFault?.(error);
      await pauseUnlessAborted(Math.min(FIRST_PAUSE_MS * 2 ** faults++, LONGEST_PAUSE_MS), signal);
    }
    const last = page.at(-1);
    if (last === undefined) continue;
    position = last.position;
    if (isAborted(signal)) return;
    yield page;
    // Stores that answer at once would otherwise let nobody else have a turn while there is much to read.
    if (page.length >= pageSize || !gatherMs) await nextTurn();
    else await pauseUnlessAborted(Math.max(gatherMs.atLeast, Math.min(page.length, gatherMs.atMost)), signal);
  }
}

function readWhole(events: EventStore, after: Position, limit: number): Promise<readonly RecordedEvent[]> {
  return events.readAll(after, limit);
}

/** Asked anew each time: it changes while something is awaited. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false;
}

/** Resolves after a while, or at once when the signal ends the wait. */
export async function pauseUnlessAborted(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await pause(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    if (!isAborted(signal)) throw error;
  }
}
