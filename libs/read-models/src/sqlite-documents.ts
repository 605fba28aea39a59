import type { JsonObject } from '#libs/kernel';
import { LeaseLost } from './errors.ts';
import type { Batch, ParkedEvent, Stored } from './read-models.ts';
import { getCollection } from './sqlite-collections.ts';
import type { OpenReadFile } from './sqlite-open-file.ts';
import { writeDocuments } from './sqlite-writes.ts';

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
