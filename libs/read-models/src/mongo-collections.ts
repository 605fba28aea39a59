import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnyBulkWriteOperation, Collection as MongoCollection, Db } from 'mongodb';
import { ReadModelsUnavailable, UndeclaredIndex, UnknownCollection } from './errors.ts';
import { indexed, indexPath, type MongoDocument, plain } from './mongo-documents.ts';
import { isDuplicate, speaking } from './mongo-errors.ts';
import { checkField } from './query-fields.ts';
import type { Collection, Index } from './read-models.ts';

/** What is kept of a collection; a process that only reads finds its declarations here. */
export interface CollectionRecord {
  readonly _id: string;
  /** Where its documents lie. A collection that is dropped and made again lies elsewhere, so late writers do no harm. */
  readonly documents: string;
  /** Counts the changes of `indexes`. */
  readonly version: number;
  /** What writers keep values of. */
  readonly indexes: readonly Index[];
  /** What questions may name: those whose values every document has by now. */
  readonly answers: readonly Index[];
  readonly logId?: string;
  readonly position?: string;
  /** The lease that the checkpoint was last stored under. */
  readonly lease?: string;
  readonly fence?: number;
}

const PAGE = 1000;
const BETWEEN_TRIES_MS = 500;

export class MongoCollections {
  readonly records: MongoCollection<CollectionRecord>;
  private readonly known = new Map<string, CollectionRecord>();
  private readonly building = new Map<string, Promise<void>>();
  private readonly closing = new AbortController();

  constructor(private readonly db: Db) {
    this.records = db.collection('meta.collections');
  }

  documentsOf({ documents }: CollectionRecord): MongoCollection<MongoDocument> {
    return this.db.collection(documents);
  }

  /** Error: `UnknownCollection`. */
  async current(name: string): Promise<CollectionRecord> {
    const record = await this.records.findOne({ _id: name });
    if (record === null) {
      this.known.delete(name);
      throw new UnknownCollection(name);
    }
    this.known.set(name, record);
    return record;
  }

  /**
   * Asks by the declarations as they were known. Another process may have changed them or dropped the collection: that
   * shows in a field that is not declared, or in an answer that holds nothing, and only then they are looked up again.
   */
  async ask<T>(
    name: string,
    ask: (record: CollectionRecord) => Promise<T>,
    isNothing: (answer: T) => boolean,
  ): Promise<T> {
    const known = this.known.get(name);
    if (known !== undefined) {
      try {
        const answer = await ask(known);
        if (!isNothing(answer)) return answer;
      } catch (error) {
        if (!(error instanceof UndeclaredIndex)) throw error;
      }
    }
    for (let record = await this.current(name); ;) {
      const answer = await ask(record);
      if (!isNothing(answer)) return answer;
      const after = await this.current(name);
      if (after.documents === record.documents) return answer;
      record = after;
    }
  }

  async prepare({ name, indexes }: Collection): Promise<void> {
    for (const { field } of indexes) checkField(field);
    const wanted = indexes.map(({ field, many = false }) => ({ field, many }));
    const { record, isNew } = await this.recordWith(name, wanted);
    const documents = this.documentsOf(record);
    if (!isNew && wanted.some((index) => !declares(record.answers, index))) await fillValues(documents, record.indexes);
    await this.records.updateOne(
      { _id: name, documents: record.documents, version: record.version },
      { $set: { answers: record.indexes } },
    );
    const built = this.build(record);
    if (isNew) await built;
  }

  async drop(name: string): Promise<CollectionRecord | undefined> {
    this.known.delete(name);
    const record = await this.records.findOneAndDelete({ _id: name });
    if (record === null) return undefined;
    await this.documentsOf(record).drop();
    return record;
  }

  async built(): Promise<void> {
    await Promise.all(this.building.values());
  }

  close(): void {
    this.closing.abort();
  }

  /** Made where it is missing; what was declared before stays declared. */
  private async recordWith(
    name: string,
    wanted: readonly Index[],
  ): Promise<{ record: CollectionRecord; isNew: boolean }> {
    for (;;) {
      const before = await this.records.findOne({ _id: name });
      if (before === null) {
        const documents = `${name}.${randomUUID().slice(0, 8)}`;
        const record = { _id: name, documents, version: 1, indexes: wanted, answers: wanted };
        if (await this.inserted(record)) return { record, isNew: true };
        continue;
      }
      const added = wanted.filter((index) => !declares(before.indexes, index));
      if (added.length === 0) return { record: before, isNew: false };
      const { documents, version } = before;
      const changed = { indexes: [...before.indexes, ...added], version: version + 1 };
      const { matchedCount } = await this.records.updateOne({ _id: name, documents, version }, { $set: changed });
      if (matchedCount === 1) return { record: { ...before, ...changed }, isNew: false };
    }
  }

  private async inserted(record: CollectionRecord): Promise<boolean> {
    try {
      await this.records.insertOne(record);
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** MongoDB builds indexes without holding up readers or writers; until they are there, questions are slower. */
  private build(record: CollectionRecord): Promise<void> {
    const built = this.buildEach(record);
    built.catch(() => undefined);
    this.building.set(record._id, built);
    return built;
  }

  private async buildEach(record: CollectionRecord): Promise<void> {
    const documents = this.documentsOf(record);
    for (const { field } of record.indexes) {
      await this.untilAnswered(() => documents.createIndex({ live: 1, [indexPath(field)]: 1, _id: 1 }));
    }
  }

  /** A build takes longer than the driver waits for an answer; asked again, the server says when it is done. */
  private async untilAnswered(build: () => Promise<unknown>): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        await speaking(build);
        return;
      } catch (error) {
        if (!(error instanceof ReadModelsUnavailable)) throw error;
        await pause(BETWEEN_TRIES_MS, undefined, { ref: false, signal: this.closing.signal }).catch(() => undefined);
      }
    }
  }
}

/** Documents written before an index was declared get its value; one that is replaced meanwhile has it already. */
async function fillValues(documents: MongoCollection<MongoDocument>, indexes: readonly Index[]): Promise<void> {
  for (let after: string | undefined; ;) {
    const filter = after === undefined ? {} : { _id: { $gt: after } };
    const page = await documents.find(filter).sort({ _id: 1 }).limit(PAGE).toArray();
    const last = page.at(-1);
    if (last === undefined) return;
    after = last._id;
    const writes = page.flatMap(({ _id, rev, body }): AnyBulkWriteOperation<MongoDocument>[] =>
      body === null
        ? []
        : [{ updateOne: { filter: { _id, rev }, update: { $set: { ix: indexed(plain(body), indexes) } } } }],
    );
    if (writes.length > 0) await documents.bulkWrite(writes, { ordered: false });
  }
}

function declares(indexes: readonly Index[], { field, many }: Index): boolean {
  return indexes.some((index) => index.field === field && (index.many ?? false) === (many ?? false));
}
