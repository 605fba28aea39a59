import type { Position } from '#libs/event-store';
import { canonicalJson, type JsonObject } from '#libs/kernel';
import type { Lease, ReadModels } from '#libs/read-models';
import { type FeedItem, itemId, ITEMS } from './feed-item.ts';
import { PageGathering, type StoredOnce } from './feed-page.ts';

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
 * Stores items first and the checkpoint after. Each is a document of its own as soon as it is numbered, and is in its
 * page once that is full; both are written once and never changed. What a cut-short save had written is recognised
 * by its id, and compared.
 */
export class ItemSaving {
  private readonly pages = new PageGathering();

  constructor(
    private readonly readModels: ReadModels,
    private readonly lease: Lease,
    private readonly logId: string,
  ) {}

  /** Items that are stored already: the page they began goes on with those that follow. */
  pass(items: readonly FeedItem[]): void {
    for (const item of items) this.pages.add(item);
  }

  async save(items: readonly FeedItem[], position: Position): Promise<void> {
    const documents = items.flatMap((item) => {
      const page = this.pages.add(item);
      return page ? [documentOf(item), page] : [documentOf(item)];
    });
    if (documents.length === 0) await this.note(position);
    for (let from = 0; from < documents.length; from += SAVED_AT_ONCE) {
      const some = documents.slice(from, from + SAVED_AT_ONCE);
      await this.store(some, from + SAVED_AT_ONCE < documents.length ? undefined : position);
    }
  }

  private async store(documents: readonly StoredOnce[], position: Position | undefined): Promise<void> {
    const checkpoint = position === undefined ? {} : { checkpoint: { logId: this.logId, position } };
    const replacements = documents.map(({ id, position, body }) => ({ id, readAt: undefined, position, body }));
    const batch = { collection: ITEMS, replacements, ...checkpoint, lease: this.lease };
    const { lost } = await this.readModels.save([batch]);
    const there = lost.get(ITEMS) ?? [];
    if (there.length === 0) return;
    const known = await this.readModels.load(ITEMS, there);
    for (const { partnerId, id, body } of documents) {
      const stored = known.get(id);
      if (stored && canonicalJson(stored.body) !== canonicalJson(body)) throw new FeedDiverged(partnerId);
    }
    if (position !== undefined) await this.note(position);
  }

  private async note(position: Position): Promise<void> {
    const checkpoint = { logId: this.logId, position };
    await this.readModels.save([{ collection: ITEMS, replacements: [], checkpoint, lease: this.lease }]);
  }
}

function documentOf(item: FeedItem): StoredOnce {
  const { partnerId, sequence, position } = item;
  return { partnerId, id: itemId(partnerId, sequence), position, body: item as unknown as JsonObject };
}
