import type { JsonObject } from '#libs/kernel';
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
import { dropCollection, getCollection, prepareCollection } from './sqlite-collections.ts';
import { loadDocuments, readParked, saveBatch, scanDocuments } from './sqlite-documents.ts';
import { endLease, takeLease } from './sqlite-leases.ts';
import { countDocuments, findPage, groupDocuments } from './sqlite-queries.ts';
import type { OpenReadFile } from './sqlite-open-file.ts';
import { SqliteReadFile } from './sqlite-read-file.ts';

/** The embedded read models: one SQLite file, which several processes of one machine may open at once. */
export class SqliteReadModels extends ReadModels {
  private constructor(private readonly file: SqliteReadFile) {
    super();
  }

  static async open(path: string): Promise<SqliteReadModels> {
    const file = new SqliteReadFile(path);
    await file.use(() => undefined);
    return new SqliteReadModels(file);
  }

  async prepare(collections: readonly Collection[]): Promise<void> {
    await this.write((file) => {
      for (const collection of collections) prepareCollection(file, collection);
    });
  }

  async get(collection: string, id: string): Promise<JsonObject | undefined> {
    return this.file.use((file) => {
      const { documents } = getCollection(file, collection);
      const [body] = file.get<[string | null]>(`SELECT body FROM ${documents} WHERE id = ?`, id) ?? [null];
      return body === null ? undefined : (JSON.parse(body) as JsonObject);
    });
  }

  async find(collection: string, query: Query): Promise<Page> {
    return this.file.use((file) => findPage(file, collection, query));
  }

  async count(collection: string, where: readonly Condition[] = []): Promise<number> {
    return this.file.use((file) => countDocuments(file, collection, where));
  }

  async group(
    collection: string,
    where: readonly Condition[],
    by: readonly string[],
    sums: readonly string[] = [],
  ): Promise<readonly Group[]> {
    return this.file.use((file) => groupDocuments(file, collection, where, by, sums));
  }

  async load(collection: string, ids: readonly string[]): Promise<Map<string, Stored>> {
    return this.file.use((file) => loadDocuments(file, collection, ids));
  }

  async save(batches: readonly Batch[]): Promise<{ readonly lost: ReadonlyMap<string, readonly string[]> }> {
    return this.write((file) => {
      const lost = new Map<string, readonly string[]>();
      for (const batch of batches) {
        const ids = saveBatch(file, batch);
        if (ids.length > 0) lost.set(batch.collection, [...(lost.get(batch.collection) ?? []), ...ids]);
      }
      return { lost };
    });
  }

  async checkpoint(collection: string): Promise<Checkpoint | undefined> {
    return this.file.use((file) => {
      const sql = 'SELECT log_id, position FROM collections WHERE name = ?';
      const [logId, position] = file.get<[string | null, string | null]>(sql, collection) ?? [null, null];
      return logId === null || position === null ? undefined : { logId, position };
    });
  }

  async parked(collection: string, key?: string): Promise<readonly ParkedEvent[]> {
    return this.file.use((file) => readParked(file, collection, key));
  }

  async scan(collection: string, afterId: string, limit: number) {
    return this.file.use((file) => scanDocuments(file, collection, afterId, limit));
  }

  async drop(collection: string): Promise<void> {
    await this.write((file) => dropCollection(file, collection));
  }

  async lease(name: string, holder: string, ttlMs: number): Promise<Lease | undefined> {
    return this.write((file) => takeLease(file, name, holder, ttlMs));
  }

  async release(lease: Lease): Promise<void> {
    await this.write((file) => endLease(file, lease));
  }

  async close(): Promise<void> {
    this.file.close();
  }

  private write<T>(work: (file: OpenReadFile) => T): Promise<T> {
    return this.file.use((file) => file.transaction(() => work(file)));
  }
}
