import type { JsonObject } from '#libs/kernel';
import type { SqlValue } from '#libs/sqlite';
import { isSameAt, valueAt, valuesAt } from './document-fields.ts';
import type { Replacement } from './read-models.ts';
import type { SqliteCollection } from './sqlite-collections.ts';
import { writeDigest } from './sqlite-digests.ts';
import type { OpenReadFile } from './sqlite-open-file.ts';
import { sqlValue } from './sqlite-values.ts';

/** Runs inside a write transaction. Answers the ids whose documents moved since they were read. */
export function writeDocuments(
  file: OpenReadFile,
  collection: SqliteCollection,
  replacements: readonly Replacement[],
): readonly string[] {
  const insert = insertOf(file, collection);
  const hasLists = collection.lists.size + collection.seldom.size > 0;
  const lost: string[] = [];
  for (const { id, readAt, position, body, was } of replacements) {
    const before = readAt === undefined ? null : was === undefined ? storedBody(file, collection, id) : was;
    const text = body === null ? null : JSON.stringify(body);
    const doc =
      readAt === undefined
        ? insert(id, position, text, body)
        : update(file, collection, { id, readAt, position, text, body, before });
    if (doc === undefined) lost.push(id);
    else if (hasLists) writeLists(file, collection, { id, row: doc, before, body });
  }
  return lost;
}

/** A document's row; 'kept' where it stayed in its place. */
type Row = number | 'kept';

function insertOf(file: OpenReadFile, { documents, columns }: SqliteCollection) {
  const names = ['id', 'rev', 'position', 'live', ...columns.values(), 'body'];
  const marks = names.map((name) => (name === 'rev' ? '1' : '?'));
  const statement = file.statement(
    `INSERT INTO ${documents} (${names.join(', ')}) VALUES (${marks.join(', ')}) ON CONFLICT (id) DO NOTHING`,
  );
  const fields = [...columns.keys()];
  return (id: string, position: string, text: string | null, body: JsonObject | null): Row | undefined => {
    const values = fields.map((field) => columnValue(body, field));
    const { changes, lastInsertRowid } = statement.run(id, position, Number(body !== null), ...values, text);
    return Number(changes) === 0 ? undefined : Number(lastInsertRowid);
  };
}

interface Update {
  readonly id: string;
  readonly readAt: number;
  readonly position: string;
  readonly text: string | null;
  readonly body: JsonObject | null;
  readonly before: JsonObject | null;
}

/** Sets only the columns whose value changed: SQLite writes the index of every column that is set. */
function update(
  file: OpenReadFile,
  { documents, columns }: SqliteCollection,
  { id, readAt, position, text, body, before }: Update,
): Row | undefined {
  let set = 'rev = rev + 1, position = ?, body = ?';
  const values: SqlValue[] = [position, text];
  if ((body === null) !== (before === null)) {
    set += ', live = ?';
    values.push(Number(body !== null));
  }
  for (const [field, column] of columns) {
    if (isSameAt(before, body, field)) continue;
    const value = columnValue(body, field);
    if (value === columnValue(before, field)) continue;
    set += `, ${column} = ?`;
    values.push(value);
  }
  const statement = file.statement(`UPDATE ${documents} SET ${set} WHERE id = ? AND rev = ?`);
  return Number(statement.run(...values, id, readAt).changes) === 0 ? undefined : 'kept';
}

interface Written {
  readonly id: string;
  readonly row: Row;
  readonly before: JsonObject | null;
  readonly body: JsonObject | null;
}

function writeLists(file: OpenReadFile, collection: SqliteCollection, { id, row, before, body }: Written): void {
  const { documents, elements, digests, lists, seldom } = collection;
  let doc = row;
  const number = () => {
    if (doc === 'kept') [doc] = file.get<[number]>(`SELECT doc FROM ${documents} WHERE id = ?`, id) ?? [0];
    return doc;
  };
  for (const [field, list] of lists) {
    if (isSameAt(before, body, field)) continue;
    const old = elementsOf(before, field);
    const values = elementsOf(body, field);
    if (isEqual(old, values)) continue;
    const remove = file.statement(`DELETE FROM ${elements} WHERE field = ? AND value = ? AND doc = ?`);
    for (const value of without(old, values)) remove.run(list, value, number());
    const add = file.statement(`INSERT OR IGNORE INTO ${elements} (field, value, doc) VALUES (?, ?, ?)`);
    for (const value of without(values, old)) add.run(list, value, number());
  }
  for (const [field, list] of seldom) {
    if (!isSameAt(before, body, field)) writeDigest(file, digests, number(), list, elementsOf(body, field));
  }
}

function storedBody(file: OpenReadFile, { documents }: SqliteCollection, id: string): JsonObject | null {
  const [text] = file.get<[string | null]>(`SELECT body FROM ${documents} WHERE id = ?`, id) ?? [null];
  return text === null ? null : (JSON.parse(text) as JsonObject);
}

function columnValue(body: JsonObject | null, field: string): string | number | null {
  const value = body === null ? null : valueAt(body, field);
  return value === null ? null : sqlValue(value);
}

function elementsOf(body: JsonObject | null, field: string): readonly (string | number)[] {
  return body === null ? [] : valuesAt(body, field).map(sqlValue);
}

function without<T>(values: readonly T[], others: readonly T[]): readonly T[] {
  if (others.length === 0) return values;
  const known = new Set(others);
  return values.filter((value) => !known.has(value));
}

function isEqual(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
