import type { Db } from 'mongodb';
import type { JsonObject } from '#libs/kernel';
import { valueAt } from './document-fields.ts';
import { replaceDocuments } from './mongo-batches.ts';
import { MongoCheckpoints } from './mongo-checkpoints.ts';
import { clientFor, databaseOf, type MongoOptions } from './mongo-client.ts';
import { type CollectionRecord, MongoCollections } from './mongo-collections.ts';
import { MongoConnection } from './mongo-connection.ts';
import { type MongoDocument, plain, storedOf } from './mongo-documents.ts';
import { groupsOf, groupStage } from './mongo-groups.ts';
import { MongoLeases } from './mongo-leases.ts';
import { MongoParked } from './mongo-parked.ts';
import { filterFor, sortFor, stretches } from './mongo-queries.ts';
import { checkConditions, checkQuery, checkSingle } from './query-fields.ts';
import {
  type Batch,
  type Checkpoint,
  type Collection,
  type Condition,
  type Group,
  type Lease,
  type Page,
  type ParkedEvent,
  type Query,
  ReadModels,
  type Stored,
} from './read-models.ts';

/**
 * Read models in MongoDB: one server, a replica set or a sharded cluster. Each document is guarded by its own revision,
 * so no transaction is needed anywhere. It connects when first used and again whenever it must.
 */
export class MongoReadModels extends ReadModels {
  private readonly collections: MongoCollections;
  private readonly checkpoints: MongoCheckpoints;
  private readonly parkedEvents: MongoParked;
  private readonly leases: MongoLeases;

  private constructor(
    private readonly connection: MongoConnection,
    private readonly db: Db,
  ) {
    super();
    this.collections = new MongoCollections(db);
    this.checkpoints = new MongoCheckpoints(this.collections.records);
    this.parkedEvents = new MongoParked(db);
    this.leases = new MongoLeases(db, this.checkpoints);
  }

  /**
   * @param url `mongodb://…` or `mongodb+srv://…`; TLS, credentials and hosts as it says. Nothing is asked of the server
   * yet.
   */
  static open(url: string, options: MongoOptions = {}): MongoReadModels {
    const client = clientFor(url, options.patienceMs ?? 3000);
    return new MongoReadModels(new MongoConnection(client), databaseOf(client, options.database));
  }

  async prepare(collections: readonly Collection[]): Promise<void> {
    await this.connection.speaking(async () => {
      await this.parkedEvents.prepare();
      for (const collection of collections) await this.collections.prepare(collection);
    });
  }

  /** Waits for the indexes that `prepare` began to build in the background. Error: one could not be built. */
  async indexesBuilt(): Promise<void> {
    await this.collections.built();
  }

  async get(collection: string, id: string): Promise<JsonObject | undefined> {
    return this.ask(
      collection,
      async (record) => {
        const found = await this.collections.documentsOf(record).findOne({ _id: id }, BODY);
        return found?.body ? plain(found.body) : undefined;
      },
      (body) => body === undefined,
    );
  }

  async find(collection: string, query: Query): Promise<Page> {
    return this.ask(
      collection,
      async (record) => {
        checkQuery(collection, record.answers, query);
        const found: Pick<MongoDocument, '_id' | 'body'>[] = [];
        for (const filter of stretches(filterFor(record.answers, query.where), query)) {
          const wanted = query.limit + 1 - found.length;
          if (wanted <= 0) break;
          const documents = this.collections.documentsOf(record).find(filter, BODY);
          found.push(...(await documents.sort(sortFor(query.sort)).limit(wanted).toArray()));
        }
        return pageOf(found, query);
      },
      ({ items }) => items.length === 0,
    );
  }

  async count(collection: string, where: readonly Condition[] = []): Promise<number> {
    return this.ask(
      collection,
      async (record) => {
        checkConditions(collection, record.answers, where);
        return this.collections.documentsOf(record).countDocuments(filterFor(record.answers, where));
      },
      (count) => count === 0,
    );
  }

  async group(
    collection: string,
    where: readonly Condition[],
    by: readonly string[],
    sums: readonly string[] = [],
  ): Promise<readonly Group[]> {
    return this.ask(
      collection,
      async (record) => {
        checkConditions(collection, record.answers, where);
        for (const field of by) checkSingle(collection, record.answers, field, 'group by');
        const stages = [{ $match: filterFor(record.answers, where) }, groupStage(by, sums)];
        const rows = await this.collections.documentsOf(record).aggregate(stages).toArray();
        return groupsOf(rows, by, sums);
      },
      (groups) => groups.length === 0,
    );
  }

  async load(collection: string, ids: readonly string[]): Promise<Map<string, Stored>> {
    return this.ask(
      collection,
      async (record) => {
        const documents = this.collections.documentsOf(record);
        const found = new Map<string, Stored>();
        for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
          const some = documents.find({ _id: { $in: ids.slice(at, at + IDS_AT_ONCE) } }, STORED);
          for (const document of await some.toArray()) found.set(document._id, storedOf(document));
        }
        return found;
      },
      (found) => found.size === 0,
    );
  }

  /** Batches of different collections are written side by side. */
  async save(batches: readonly Batch[]): Promise<{ readonly lost: ReadonlyMap<string, readonly string[]> }> {
    const byCollection = new Map<string, Batch[]>();
    for (const batch of batches) {
      byCollection.set(batch.collection, [...(byCollection.get(batch.collection) ?? []), batch]);
    }
    const lost = new Map<string, string[]>();
    const written = await Promise.allSettled(
      Array.from(byCollection, async ([collection, mine]) => {
        for (const batch of mine) {
          const ids = await this.connection.speaking(() => this.saveOne(batch));
          if (ids.length > 0) lost.set(collection, [...(lost.get(collection) ?? []), ...ids]);
        }
      }),
    );
    for (const one of written) if (one.status === 'rejected') throw one.reason;
    return { lost };
  }

  async checkpoint(collection: string): Promise<Checkpoint | undefined> {
    return this.connection.speaking(() => this.checkpoints.of(collection));
  }

  async parked(collection: string, key?: string): Promise<readonly ParkedEvent[]> {
    return this.ask(
      collection,
      ({ documents }) => this.parkedEvents.of(documents, key),
      (events) => events.length === 0,
    );
  }

  async scan(
    collection: string,
    afterId: string,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly stored: Stored }[]> {
    return this.ask(
      collection,
      async (record) => {
        const documents = this.collections.documentsOf(record).find({ _id: { $gt: afterId } }, STORED);
        const found = await documents.sort({ _id: 1 }).limit(limit).toArray();
        return found.map((document) => ({ id: document._id, stored: storedOf(document) }));
      },
      (found) => found.length === 0,
    );
  }

  /** Its record goes first: from then on it is unknown to everyone. */
  async drop(collection: string): Promise<void> {
    await this.connection.speaking(async () => {
      const record = await this.collections.drop(collection);
      if (record !== undefined) await this.parkedEvents.forget(record.documents);
    });
  }

  async lease(name: string, holder: string, ttlMs: number): Promise<Lease | undefined> {
    return this.connection.speaking(() => this.leases.take(name, holder, ttlMs));
  }

  async release(lease: Lease): Promise<void> {
    await this.connection.speaking(() => this.leases.release(lease));
  }

  async close(): Promise<void> {
    this.collections.close();
    await this.connection.close();
  }

  private ask<T>(
    collection: string,
    ask: (record: CollectionRecord) => Promise<T>,
    isNothing: (answer: T) => boolean,
  ): Promise<T> {
    return this.connection.speaking(() => this.collections.ask(collection, ask, isNothing));
  }

  /** The record is looked up before the lease is checked, so that it is of a time at which the lease was ours. */
  private async saveOne(batch: Batch): Promise<string[]> {
    const record = await this.collections.current(batch.collection);
    if (batch.lease !== undefined) await this.leases.verify(batch.lease);
    const documents = this.collections.documentsOf(record);
    const lost = await replaceDocuments(documents, batch.replacements, record.indexes);
    if (lost.length > 0) return lost;
    await this.parkedEvents.change(record.documents, batch);
    if (batch.checkpoint !== undefined) await this.checkpoints.store(record, batch.checkpoint, batch.lease);
    return [];
  }
}

const IDS_AT_ONCE = 1000;
const BODY = { projection: { body: 1 } } as const;
const STORED = { projection: { rev: 1, position: 1, body: 1 } } as const;

function pageOf(found: readonly Pick<MongoDocument, '_id' | 'body'>[], { limit, sort }: Query): Page {
  const items = found.slice(0, limit).map(({ body }) => plain(body ?? {}));
  const last = found[limit - 1];
  if (found.length <= limit || last === undefined) return { items, next: undefined };
  const id = last._id;
  const value = sort === undefined ? null : sort.field === 'id' ? id : valueAt(items.at(-1) ?? {}, sort.field);
  return { items, next: { value, id } };
}
