import type { Index, Scalar } from './read-models.ts';
import type { Collection } from './read-models.ts';
import { UnknownCollection } from './errors.ts';
import { checkField } from './query-fields.ts';
import type { OpenReadFile } from './sqlite-read-file.ts';

/** A collection as this file keeps it: `d<key>` holds its documents, `m<key>` the elements of its lists. */
export interface SqliteCollection {
  readonly key: number;
  readonly name: string;
  readonly documents: string;
  readonly elements: string;
  readonly indexes: readonly Index[];
}

type Found = [key: number, indexes: string];
const parsed = new Map<string, readonly Index[]>();

/** Looked up at each use, never remembered: another process may have dropped it or made it anew. */
export function findCollection(file: OpenReadFile, name: string): SqliteCollection | undefined {
  const found = file.get<Found>('SELECT key, indexes FROM collections WHERE name = ?', name);
  if (!found) return undefined;
  const [key, text] = found;
  let indexes = parsed.get(text);
  if (!indexes) parsed.set(text, (indexes = JSON.parse(text) as Index[]));
  return { key, name, documents: `d${key}`, elements: `m${key}`, indexes };
}

export function getCollection(file: OpenReadFile, name: string): SqliteCollection {
  const collection = findCollection(file, name);
  if (!collection) throw new UnknownCollection(name);
  return collection;
}

export function prepareCollection(file: OpenReadFile, { name, indexes: declared, filling }: Collection): void {
  const before = findCollection(file, name);
  if (!before) makeTables(file, name);
  const { key, documents, elements } = getCollection(file, name);
  const known = before?.indexes ?? [];
  // Sorting all values once is several times quicker than keeping the indexes with every document.
  const indexes = filling ? [] : declared;
  const added = indexes.filter((index) => !known.some((old) => sameIndex(old, index)));
  if (before && added.length === 0) return;
  for (const { field, many } of added) {
    if (many) {
      if (before) fillElements(file, documents, elements, field);
    } else {
      const made = `CREATE INDEX IF NOT EXISTS ${documents}_${checkField(field).replaceAll('.', '__')}`;
      file.database.exec(`${made} ON ${documents} (${expressionOf(field)}, id) WHERE body IS NOT NULL`);
    }
  }
  const all = JSON.stringify([...known, ...added].map(({ field, many = false }) => ({ field, many })));
  file.statement('UPDATE collections SET indexes = ? WHERE key = ?').run(all, key);
}

export function dropCollection(file: OpenReadFile, name: string): void {
  const collection = findCollection(file, name);
  if (!collection) return;
  const { key, documents, elements } = collection;
  file.database.exec(`DROP TABLE ${documents}; DROP TABLE ${elements};`);
  file.statement('DELETE FROM parked WHERE collection = ?').run(key);
  file.statement('DELETE FROM collections WHERE key = ?').run(key);
}

/**
 * What a field is to SQLite: absent, a list or an object is NULL, true 1 and false 0; NULL sorts before numbers, those
 * before text.
 */
export function expressionOf(field: string): string {
  if (field === 'id') return 'id';
  const path = pathOf(field);
  return `CASE WHEN json_type(body, ${path}) NOT IN ('object', 'array') THEN json_extract(body, ${path}) END`;
}

export function pathOf(field: string): string {
  return `'$.${checkField(field)}'`;
}

export function sqlValue(value: Scalar): string | number {
  return typeof value === 'boolean' ? Number(value) : value;
}

function makeTables(file: OpenReadFile, name: string): void {
  const made = file.statement('INSERT INTO collections (name, indexes) VALUES (?, ?)').run(name, '[]');
  const key = Number(made.lastInsertRowid);
  file.database.exec(`
    CREATE TABLE d${key} (id TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL, position TEXT NOT NULL, body TEXT) STRICT;
    CREATE TABLE m${key} (field TEXT NOT NULL, value ANY NOT NULL, id TEXT NOT NULL,
      PRIMARY KEY (field, value, id)) STRICT, WITHOUT ROWID;
    CREATE INDEX m${key}_id ON m${key} (id);
  `);
}

function fillElements(file: OpenReadFile, documents: string, elements: string, field: string): void {
  file.database.exec(`INSERT OR IGNORE INTO ${elements} SELECT '${field}', element.atom, d.id
    FROM ${documents} d, json_each(d.body, ${pathOf(field)}) element
    WHERE d.body IS NOT NULL AND json_type(d.body, ${pathOf(field)}) <> 'object' AND element.atom IS NOT NULL`);
}

function sameIndex(one: Index, other: Index): boolean {
  return one.field === other.field && (one.many ?? false) === (other.many ?? false);
}
