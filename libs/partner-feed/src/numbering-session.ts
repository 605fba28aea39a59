import { BEGINNING, type EventStore, type Position, type RecordedEvent } from '#libs/event-store';
import { canonicalJson, type JsonObject } from '#libs/kernel';
import {
  CheckpointOfAnotherLog,
  followLog,
  type Lease,
  LeaseLost,
  type ReadModels,
  type Seen,
} from '#libs/read-models';
import { setTimeout as pause } from 'node:timers/promises';
import type { KeyedHash } from './cloud-event.ts';
import { FeedFold } from './feed-fold.ts';
import { type FeedItem, ITEM_INDEXES, itemId, ITEMS, lastItemId } from './feed-item.ts';
import { FeedTail } from './feed-tail.ts';

export interface NumberingParts {
  readonly events: EventStore;
  readonly readModels: ReadModels;
  readonly decode: (event: RecordedEvent) => Seen;
  readonly hash: KeyedHash;
  readonly pageSize: number;
  readonly leaseTtlMs: number;
}

/** Documents one save holds at most. */
const SAVED_AT_ONCE = 2_000;

/** The stored numbers are not those that the log gives: they are of another log, or another rule. */
export class FeedDiverged extends Error {
  override readonly name = 'FeedDiverged';

  constructor(readonly partnerId: string) {
    super(`The items of the partner ${partnerId} are not those that the log gives. Nothing more is numbered.`);
  }
}

/**
 * The numbering under one lease. What happened before is folded anew from the log, so nothing but the items themselves
 * is kept: they are stored first and the checkpoint after, and what a crash left between is recognised by its number.
 */
export class NumberingSession {
  private readonly ending = new AbortController();
  private readonly fold: FeedFold;
  private readonly tail: FeedTail;
  private logId = '';
  private stored: Position = BEGINNING;
  private isChecked = false;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly parts: NumberingParts,
    private readonly lease: Lease,
    private readonly onPassed: (position: Position) => void,
  ) {
    this.fold = new FeedFold(parts.hash);
    this.tail = FeedTail.of(parts.readModels);
  }

  async run(stopping: AbortSignal): Promise<void> {
    const end = () => this.ending.abort();
    stopping.addEventListener('abort', end);
    if (stopping.aborted) end();
    let fed = () => {};
    try {
      await this.open();
      fed = this.tail.feeding(this.stored);
      await Promise.all([this.follow(), this.keepLease()].map((work) => work.catch(this.fail)));
    } finally {
      fed();
      stopping.removeEventListener('abort', end);
    }
    if (this.failure) throw this.failure.error;
  }

  private async open(): Promise<void> {
    const { events, readModels } = this.parts;
    await readModels.prepare([{ name: ITEMS, indexes: ITEM_INDEXES }]);
    this.logId = await events.logId();
    const checkpoint = await readModels.checkpoint(ITEMS);
    if (checkpoint && checkpoint.logId !== '' && checkpoint.logId !== this.logId)
      throw new CheckpointOfAnotherLog(ITEMS);
    this.stored = checkpoint?.position ?? BEGINNING;
    if (this.stored > (await events.head())) throw new CheckpointOfAnotherLog(ITEMS);
  }

  private async follow(): Promise<void> {
    const { events, pageSize } = this.parts;
    let position = BEGINNING;
    for await (const page of followLog(events, BEGINNING, { pageSize, signal: this.ending.signal })) {
      const items: FeedItem[] = [];
      for (const event of page) {
        if (event.position > this.stored && !this.isChecked) await this.checkNumbers();
        if (!FeedFold.concerns(event.type)) continue;
        const numbered = this.fold.apply(this.parts.decode(event));
        if (event.position > this.stored) items.push(...numbered);
      }
      position = page.at(-1)?.position ?? position;
      if (position > this.stored) await this.save(items, position);
      this.onPassed(position);
    }
  }

  /** The numbers given up to the checkpoint are those that are stored; more may be, of a save that was cut short. */
  private async checkNumbers(): Promise<void> {
    this.isChecked = true;
    for (const [partnerId, last] of this.fold.lasts) {
      const { items } = await this.parts.readModels.find(ITEMS, {
        where: [{ field: 'id', from: itemId(partnerId, last), to: lastItemId(partnerId) }],
        limit: 1,
      });
      const first = items[0] as unknown as FeedItem | undefined;
      if (last > 0 && first?.sequence !== last) throw new FeedDiverged(partnerId);
      if (last === 0 && first && first.sequence !== 1) throw new FeedDiverged(partnerId);
    }
  }

  private async save(items: readonly FeedItem[], position: Position): Promise<void> {
    for (let from = 0; from < items.length; from += SAVED_AT_ONCE) {
      const some = items.slice(from, from + SAVED_AT_ONCE);
      await this.store(some, from + SAVED_AT_ONCE < items.length ? undefined : position);
    }
    if (items.length === 0) await this.note(position);
    this.stored = position;
    this.tail.offer(items, position);
  }

  private async store(items: readonly FeedItem[], position: Position | undefined): Promise<void> {
    const { readModels } = this.parts;
    const replacements = items.map((item) => ({
      id: itemId(item.partnerId, item.sequence),
      readAt: undefined,
      position: item.position,
      body: item as unknown as JsonObject,
    }));
    const checkpoint = position === undefined ? {} : { checkpoint: { logId: this.logId, position } };
    const { lost } = await readModels.save([{ collection: ITEMS, replacements, ...checkpoint, lease: this.lease }]);
    const there = lost.get(ITEMS) ?? [];
    if (there.length === 0) return;
    const known = await readModels.load(ITEMS, there);
    for (const item of items) {
      const stored = known.get(itemId(item.partnerId, item.sequence));
      if (stored && canonicalJson(stored.body) !== canonicalJson(item)) throw new FeedDiverged(item.partnerId);
    }
    if (position !== undefined) await this.note(position);
  }

  private async note(position: Position): Promise<void> {
    const checkpoint = { logId: this.logId, position };
    await this.parts.readModels.save([{ collection: ITEMS, replacements: [], checkpoint, lease: this.lease }]);
  }

  private async keepLease(): Promise<void> {
    const { readModels, leaseTtlMs } = this.parts;
    const { name, holder, fence } = this.lease;
    const { signal } = this.ending;
    while (!signal.aborted) {
      await pause(leaseTtlMs / 3, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const renewed = await readModels.lease(name, holder, leaseTtlMs);
      if (renewed?.fence !== fence) throw new LeaseLost(name);
    }
  }

  private readonly fail = (error: unknown): void => {
    this.failure ??= { error };
    this.ending.abort();
  };
}
