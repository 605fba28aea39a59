import type { JsonObject } from '#libs/kernel';
import { valuesAt } from './document-fields.ts';
import { LeaseLost } from './errors.ts';
import type { Batch, ParkedEvent, Replacement, Stored } from './read-models.ts';
import { getCollection, type SqliteCollection, sqlValue } from './sqlite-collections.ts';
import type { OpenReadFile } from './sqlite-read-file.ts';

type Row = [id: string, rev: number, position: string, body: string | null];

export function loadDocuments(file: OpenReadFile, name: string, ids: readonly string[]): Map<string, Stored> {
  const { documents } = getCollection(file, name);
  const sql = `SELECT id, rev, position, body FROM ${documents} WHERE id IN (SELECT value FROM json_each(?))`;
  return new Map(file.all<Row>(sql, JSON.stringify(ids)).map((row) => [row[0], stored(row)]));
}

export function scanDocuments(file: OpenReadFile, name: string, afterId: string, limit: number) {
  const { documents } = getCollection(file, name);
  const sql = `SELECT id, rev, position, body FROM ${documents} WHERE id > ? ORDER BY id LIMIT ?`;
  return file.all<Row>(sql, afterId, limit).map((row) => ({ id: row[0], stored: stored(row) }));
}

function stored([, rev, position, body]: Row): Stored {
  return { rev, position, body: body === null ? null : (JSON.parse(body) as JsonObject) };
}

/** Runs inside a write transaction. Answers the ids whose documents moved since they were read. */
export function saveBatch(file: OpenReadFile, batch: Batch): readonly string[] {
  if (batch.lease) checkLease(file, batch.lease);
  const collection = getCollection(file, batch.collection);
  const lost = writeDocuments(file, collection, batch.replacements);
  if (lost.length > 0) return lost;
  writeParked(file, collection.key, batch);
  if (batch.checkpoint) {
    const { logId, position } = batch.checkpoint;
    file
      .statement('UPDATE collections SET log_id = ?, position = ? WHERE key = ?')
      .run(logId, position, collection.key);
  }
  return lost;
}

function checkLease(file: OpenReadFile, { name, holder, fence }: NonNullable<Batch['lease']>): void {
  const held = file.get('SELECT 1 FROM leases WHERE name = ? AND holder = ? AND fence = ?', name, holder, fence);
  if (!held) throw new LeaseLost(name);
}

function writeDocuments(file: OpenReadFile, collection: SqliteCollection, replacements: readonly Replacement[]) {
  const { documents, elements } = collection;
  const insert = file.statement(`INSERT INTO ${documents} (id, rev, position, body) VALUES (?, 1, ?, ?)
    ON CONFLICT (id) DO NOTHING`);
  const update = file.statement(
    `UPDATE ${documents} SET rev = rev + 1, position = ?, body = ? WHERE id = ? AND rev = ?`,
  );
  const lists = collection.indexes.filter(({ many }) => many).map(({ field }) => field);
  const lost: string[] = [];
  for (const replacement of replacements) {
    const { id, readAt, position, body } = replacement;
    const text = body === null ? null : JSON.stringify(body);
    const { changes } = readAt === undefined ? insert.run(id, position, text) : update.run(position, text, id, readAt);
    if (Number(changes) === 0) lost.push(id);
    else if (lists.length > 0) writeElements(file, elements, lists, replacement);
  }
  return lost;
}

/** Only the lists that changed, where it is known what they were. */
function writeElements(
  file: OpenReadFile,
  elements: string,
  lists: readonly string[],
  { id, readAt, body, was }: Replacement,
): void {
  const insert = file.statement(`INSERT OR IGNORE INTO ${elements} (field, value, id) VALUES (?, ?, ?)`);
  for (const field of lists) {
    const values = body === null ? [] : valuesAt(body, field);
    if (was && isEqual(values, valuesAt(was, field))) continue;
    if (readAt !== undefined) file.statement(`DELETE FROM ${elements} WHERE id = ? AND field = ?`).run(id, field);
    for (const value of values) insert.run(field, sqlValue(value), id);
  }
}

function isEqual(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}

function writeParked(file: OpenReadFile, collection: number, { parked = [], unparked = [] }: Batch): void {
  for (const { key, position, stream, type, error } of parked) {
    file
      .statement('INSERT OR REPLACE INTO parked VALUES (?, ?, ?, ?, ?, ?)')
      .run(collection, key, position, stream, type, error);
  }
  for (const { key, position } of unparked) {
    file
      .statement('DELETE FROM parked WHERE collection = ? AND key = ? AND position = ?')
      .run(collection, key, position);
  }
}

type ParkedRow = [key: string, position: string, stream: string, type: string, error: string];

export function readParked(file: OpenReadFile, name: string, key: string | undefined): readonly ParkedEvent[] {
  const { key: collection } = getCollection(file, name);
  const sql = 'SELECT key, position, stream, type, error FROM parked WHERE collection = ?';
  const rows =
    key === undefined
      ? file.all<ParkedRow>(`${sql} ORDER BY position, key`, collection)
      : file.all<ParkedRow>(`${sql} AND key = ? ORDER BY position`, collection, key);
  return rows.map(([of, position, stream, type, error]) => ({ key: of, position, stream, type, error }));
}
