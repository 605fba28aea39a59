import { BEGINNING, type Position } from '#libs/event-store';
import type { ReadModels } from '#libs/read-models';
import { type FeedItem, ITEMS } from './feed-item.ts';

/** How often the items of another process's runner are looked for while somebody waits; one look costs microseconds. */
const LOOK_EVERY_MS = 25;
const PAGE_SIZE = 1_000;
/** The newest items of a watched partner that are kept; whoever is further behind reads the store. */
const KEPT = 256;

interface Watched {
  watchers: number;
  items: FeedItem[];
  readonly waiting: Set<() => void>;
}

/** A partner's newest items, for whoever is waiting for them. */
export interface Watch {
  /** Items after a number, or undefined where only the store knows. */
  after(sequence: number, limit: number): readonly FeedItem[] | undefined;
  /** Resolves when there may be an item after a number, when the signal says so, and at the latest after `timeoutMs`. */
  changed(sequence: number, timeoutMs: number, signal: AbortSignal): Promise<void>;
  end(): void;
}

const known = new WeakMap<ReadModels, FeedTail>();

/**
 * The end of all partners' items, kept once for all that wait: the runner of this process hands its items over, those
 * of another one are read once for everybody.
 */
export class FeedTail {
  private readonly watched = new Map<string, Watched>();
  private feeders = 0;
  private position: Position = BEGINNING;
  private looking: NodeJS.Timeout | undefined;
  private look: Promise<void> = Promise.resolve();
  private readonly told: (() => void)[] = [];

  private constructor(private readonly readModels: ReadModels) {}

  /** The runner and the doors that were given the same read models share it. */
  static of(readModels: ReadModels): FeedTail {
    let tail = known.get(readModels);
    if (!tail) known.set(readModels, (tail = new FeedTail(readModels)));
    return tail;
  }

  /** A runner of this process numbers from here on; nobody looks for other's items until it ends. */
  feeding(position: Position): () => void {
    this.feeders++;
    if (position > this.position) this.position = position;
    return () => void this.feeders--;
  }

  /** Items that are stored, in the order of their numbers. */
  offer(items: readonly FeedItem[], position: Position): void {
    if (position > this.position) this.position = position;
    for (const item of items) this.put(item);
    for (const tell of this.told) tell();
  }

  /** Has it passed on that there are new items, e.g. to the tail of another thread, which then looks for them. */
  passOn(told: () => void): void {
    this.told.push(told);
  }

  /** Others have numbered, says somebody who knows. */
  lookNow(): void {
    if (this.looking && this.feeders === 0) this.look = this.look.then(() => this.read()).catch(() => undefined);
  }

  /** What is numbered from the moment it resolves is seen by the watch; what was before is in the store. */
  async watch(partnerId: string): Promise<Watch> {
    const entry = this.watched.get(partnerId) ?? { watchers: 0, items: [], waiting: new Set() };
    this.watched.set(partnerId, entry);
    entry.watchers++;
    if (!this.looking) {
      await this.begin();
      this.lookAgain();
    }
    return this.watchOf(partnerId, entry);
  }

  private watchOf(partnerId: string, entry: Watched): Watch {
    let ended = false;
    return {
      after: (sequence, limit) => itemsAfter(entry.items, sequence, limit),
      changed: (sequence, timeoutMs, signal) => changed(entry, sequence, timeoutMs, signal),
      end: () => {
        if (ended) return;
        ended = true;
        if (--entry.watchers === 0) this.watched.delete(partnerId);
        if (this.watched.size === 0) this.stopLooking();
      },
    };
  }

  private put(item: FeedItem): void {
    const entry = this.watched.get(item.partnerId);
    if (!entry) return;
    const last = entry.items.at(-1)?.sequence;
    if (last !== undefined && item.sequence <= last) return;
    if (last !== undefined && item.sequence !== last + 1) entry.items = [];
    entry.items.push(item);
    if (entry.items.length > 2 * KEPT) entry.items = entry.items.slice(-KEPT);
    for (const wake of entry.waiting) wake();
  }

  /** While nobody looked, others may have numbered: that is the store's. */
  private async begin(): Promise<void> {
    const { position } = (await this.readModels.checkpoint(ITEMS)) ?? { position: BEGINNING };
    if (position > this.position) this.position = position;
  }

  private lookAgain(): void {
    this.looking ??= setInterval(() => this.lookNow(), LOOK_EVERY_MS).unref();
  }

  private stopLooking(): void {
    clearInterval(this.looking);
    this.looking = undefined;
  }

  private async read(): Promise<void> {
    const checkpoint = await this.readModels.checkpoint(ITEMS);
    if (!checkpoint || checkpoint.position <= this.position || this.feeders > 0) return;
    const to = checkpoint.position;
    const sort = { field: 'position' };
    // Past every id at the last position that was seen.
    let after: { readonly value: string; readonly id: string } | undefined = { value: this.position, id: '~' };
    while (after) {
      const where = [{ field: 'position', from: this.position, to }];
      const page = await this.readModels.find(ITEMS, { where, sort, limit: PAGE_SIZE, after });
      for (const item of page.items) this.put(item as unknown as FeedItem);
      after = page.next && { value: String(page.next.value), id: page.next.id };
    }
    if (to > this.position) this.position = to;
  }
}

function itemsAfter(items: readonly FeedItem[], sequence: number, limit: number): readonly FeedItem[] | undefined {
  const first = items[0]?.sequence;
  if (first === undefined || sequence + 1 < first) return undefined;
  const from = sequence + 1 - first;
  return items.slice(from, from + limit);
}

function changed(entry: Watched, sequence: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const last = entry.items.at(-1)?.sequence ?? 0;
  if (last > sequence || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      entry.waiting.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, timeoutMs);
    signal.addEventListener('abort', wake);
    entry.waiting.add(wake);
  });
}
