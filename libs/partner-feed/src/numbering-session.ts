import { BEGINNING, type EventStore, type Position, type RecordedEvent } from '#libs/event-store';
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
import { FeedDiverged, ItemSaving } from './item-saving.ts';

export interface NumberingParts {
  readonly events: EventStore;
  readonly readModels: ReadModels;
  readonly decode: (event: RecordedEvent) => Seen;
  readonly hash: KeyedHash;
  readonly pageSize: number;
  readonly leaseTtlMs: number;
}

/**
 * The numbering under one lease. What happened before is folded anew from the log, so nothing but the items themselves
 * is kept: they are stored first and the checkpoint after, and what a crash left between is recognised by its number.
 */
export class NumberingSession {
  private readonly ending = new AbortController();
  private readonly fold: FeedFold;
  private readonly tail: FeedTail;
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
      const saving = await this.open();
      fed = this.tail.feeding(this.stored);
      await Promise.all([this.follow(saving), this.keepLease()].map((work) => work.catch(this.fail)));
    } finally {
      fed();
      stopping.removeEventListener('abort', end);
    }
    if (this.failure) throw this.failure.error;
  }

  private async open(): Promise<ItemSaving> {
    const { events, readModels } = this.parts;
    await readModels.prepare([{ name: ITEMS, indexes: ITEM_INDEXES }]);
    const logId = await events.logId();
    const checkpoint = await readModels.checkpoint(ITEMS);
    if (checkpoint && checkpoint.logId !== '' && checkpoint.logId !== logId) throw new CheckpointOfAnotherLog(ITEMS);
    this.stored = checkpoint?.position ?? BEGINNING;
    if (this.stored > (await events.head())) throw new CheckpointOfAnotherLog(ITEMS);
    return new ItemSaving(readModels, this.lease, logId);
  }

  private async follow(saving: ItemSaving): Promise<void> {
    const { events, pageSize } = this.parts;
    let position = BEGINNING;
    for await (const page of followLog(events, BEGINNING, { pageSize, signal: this.ending.signal })) {
      const items: FeedItem[] = [];
      for (const event of page) {
        if (event.position > this.stored && !this.isChecked) await this.checkNumbers();
        if (!FeedFold.concerns(event.type)) continue;
        const numbered = this.fold.apply(this.parts.decode(event));
        if (event.position > this.stored) items.push(...numbered);
        else saving.pass(numbered);
      }
      position = page.at(-1)?.position ?? position;
      if (position > this.stored) {
        await saving.save(items, position);
        this.stored = position;
        this.tail.offer(items, position);
      }
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
