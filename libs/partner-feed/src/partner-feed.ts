import { BEGINNING, type EventStore } from '#libs/event-store';
import { type Clock, type JsonObject, Problem } from '#libs/kernel';
import type { ReadModels } from '#libs/read-models';
import { setTimeout as pause } from 'node:timers/promises';
import { readDataKey } from './cloud-event.ts';
import { CurrentFacts, type Folding } from './current-facts.ts';
import { type FeedItem, ITEM_INDEXES, itemId, ITEMS, lastItemId, type NumberedEvent } from './feed-item.ts';
import { eventsOf, pageId } from './feed-page.ts';
import { FeedTail, type Watch } from './feed-tail.ts';
import { Leaving } from './leaving.ts';

/** A cursor may be ahead of a numbering that begins anew. */
const LOOKS = 20;
const LOOK_EVERY_MS = 50;

export interface FeedParts {
  readonly events: EventStore;
  readonly readModels: ReadModels;
  readonly folded: Folding;
  readonly clock: Clock;
}

/** Some of a partner's events, and the number to go on from. */
export interface FeedPage {
  /** Each a CloudEvent in JSON, in the order of their numbers and without a gap. */
  readonly events: readonly string[];
  /** The number of the first of them. */
  readonly first: number;
  /** The number of the last one, or the one asked from. */
  readonly next: number;
}

/** The one sequence of each partner; every transport reads it here. */
export class PartnerFeed {
  private readonly leaving: Leaving;
  private readonly tail: FeedTail;
  private prepared: Promise<void> | undefined;

  constructor(private readonly parts: FeedParts) {
    this.leaving = new Leaving(new CurrentFacts(parts.events, parts.folded), parts.clock);
    this.tail = FeedTail.of(parts.readModels);
  }

  /** Throws `feed.unknown-partner`, `feed.suspended` or `feed.revoked`. */
  async checkPartner(partnerId: string): Promise<void> {
    await this.leaving.checkPartner(partnerId);
  }

  /** Throws `feed.unknown-cursor` for a number this partner was never given, `feed.not-ready` while that is not known. */
  async checkCursor(partnerId: string, cursor: number): Promise<void> {
    if (cursor === 0) return;
    const { events, readModels } = this.parts;
    await this.prepare();
    const head = await events.head();
    for (let look = 0; look < LOOKS; look++) {
      const passed = (await readModels.checkpoint(ITEMS))?.position ?? BEGINNING;
      if ((await readModels.load(ITEMS, [itemId(partnerId, cursor)])).size > 0) return;
      if (passed >= head) throw new Problem('feed.unknown-cursor', { last: await this.last(partnerId) });
      await pause(LOOK_EVERY_MS);
    }
    throw new Problem('feed.not-ready');
  }

  /** The number of the partner's last event; 0 where it has none. */
  async last(partnerId: string): Promise<number> {
    await this.prepare();
    const { items } = await this.parts.readModels.find(ITEMS, {
      where: [{ field: 'id', from: itemId(partnerId, 0), to: lastItemId(partnerId) }],
      sort: { field: 'id', descending: true },
      limit: 1,
    });
    return (items[0] as unknown as FeedItem | undefined)?.sequence ?? 0;
  }

  /** Lets a partner's new items be waited for. Its `end` must be called. */
  async watch(partnerId: string): Promise<Watch> {
    await this.prepare();
    return this.tail.watch(partnerId);
  }

  /** What may leave now of the events after a number. Throws as `checkPartner` does. */
  async read(partnerId: string, after: number, limit: number, watch?: Watch): Promise<FeedPage> {
    const items = watch?.after(after, limit) ?? (await this.stored(partnerId, after, limit));
    const events = items.length === 0 ? [] : await this.leaving.textsOf(partnerId, items);
    return { events, first: after + 1, next: after + events.length };
  }

  /** What a `dataref` answers. Throws `request.not-found`, `feed.withheld`, and as `checkPartner` does. */
  async data(partnerId: string, key: string): Promise<{ readonly data: JsonObject; readonly personId: string }> {
    await this.prepare();
    await this.checkPartner(partnerId);
    const asked = readDataKey(key);
    const id = asked && itemId(partnerId, asked.sequence);
    const stored = id === undefined ? undefined : (await this.parts.readModels.load(ITEMS, [id])).get(id);
    const item = stored?.body as unknown as FeedItem | null | undefined;
    if (!item?.data || item.id !== asked?.id) throw new Problem('request.not-found');
    if (!(await this.leaving.isTold(item))) throw new Problem('feed.withheld');
    return { data: item.data, personId: item.personId };
  }

  private async stored(partnerId: string, after: number, limit: number): Promise<readonly NumberedEvent[]> {
    await this.prepare();
    const found: NumberedEvent[] = [];
    while (found.length < limit) {
      const page = await this.parts.readModels.get(ITEMS, pageId(partnerId, after + found.length + 1));
      const events = page ? eventsOf(page, after + found.length, limit - found.length) : [];
      if (events.length === 0) break;
      found.push(...events);
    }
    if (found.length >= limit) return found;
    return [...found, ...(await this.single(partnerId, after + found.length, limit - found.length))];
  }

  /** Items of a page that is not full yet. */
  private async single(partnerId: string, after: number, limit: number): Promise<readonly NumberedEvent[]> {
    const { items } = await this.parts.readModels.find(ITEMS, {
      where: [{ field: 'id', from: itemId(partnerId, after + 1), to: lastItemId(partnerId) }],
      limit,
    });
    const found = items as unknown as readonly FeedItem[];
    // An engine without transactions may show a later item of the same save first.
    const gap = found.findIndex(({ sequence }, index) => sequence !== after + 1 + index);
    return gap < 0 ? found : found.slice(0, gap);
  }

  private prepare(): Promise<void> {
    this.prepared ??= this.parts.readModels
      .prepare([{ name: ITEMS, indexes: ITEM_INDEXES }])
      .catch((error: unknown) => {
        this.prepared = undefined;
        throw error;
      });
    return this.prepared;
  }
}
