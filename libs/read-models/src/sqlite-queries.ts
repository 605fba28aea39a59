import type { JsonObject } from '#libs/kernel';
import type { SqlValue } from '#libs/sqlite';
import { valueAt } from './document-fields.ts';
import { checkConditions, checkQuery, checkSingle } from './query-fields.ts';
import type { Condition, Group, Page, Query, Scalar } from './read-models.ts';
import { columnOf, getCollection, pathOf, type SqliteCollection } from './sqlite-collections.ts';
import { joined, type Sql, whereOf } from './sqlite-conditions.ts';
import type { OpenReadFile } from './sqlite-open-file.ts';
import { sqlValue } from './sqlite-values.ts';

type Row = [id: string, body: string];

export function findPage(file: OpenReadFile, name: string, query: Query): Page {
  const collection = getCollection(file, name);
  checkQuery(name, collection.indexes, query);
  const where = whereOf(collection, query.where);
  const rows: Row[] = [];
  for (const { text, values } of stretches(collection, query)) {
    const wanted = query.limit + 1 - rows.length;
    if (wanted <= 0) break;
    const { text: condition, values: bound } = joined([where, { text, values }], 'AND');
    const sql = `SELECT id, body FROM ${collection.documents} WHERE ${condition} ORDER BY ${orderOf(collection, query)} LIMIT ?`;
    rows.push(...file.all<Row>(sql, ...bound, wanted));
  }
  const page = rows.slice(0, query.limit).map(([id, body]) => ({ id, body: JSON.parse(body) as JsonObject }));
  const last = page.at(-1);
  const next = rows.length > page.length && last ? { id: last.id, value: sortValue(query, last) } : undefined;
  return { items: page.map(({ body }) => body), next };
}

/**
 * What follows the page before, or all, as stretches that each are one range of an index: first its ties, then what
 * lies beyond, and the absent ones, which are in no index, first or last. One OR over them would read every tie on
 * every page.
 */
function stretches(collection: SqliteCollection, { sort, after }: Query): readonly Sql[] {
  const beyond = sort?.descending ? '<' : '>';
  if (!sort || sort.field === 'id') {
    return after ? [{ text: `id ${beyond} ?`, values: [after.id] }] : [{ text: 'TRUE', values: [] }];
  }
  const field = columnOf(collection, sort.field);
  const absent = { text: `${field} IS NULL`, values: [] };
  const present = { text: `${field} IS NOT NULL`, values: [] };
  if (!after) return sort.descending ? [present, absent] : [absent, present];
  if (after.value === null) {
    const ties = { text: `${field} IS NULL AND id ${beyond} ?`, values: [after.id] };
    return sort.descending ? [ties] : [ties, present];
  }
  const value = sqlValue(after.value);
  const ties = { text: `${field} = ? AND id ${beyond} ?`, values: [value, after.id] };
  const others = { text: `${field} ${beyond} ?`, values: [value] };
  return sort.descending ? [ties, others, absent] : [ties, others];
}

function orderOf(collection: SqliteCollection, { sort }: Query): string {
  const direction = sort?.descending ? 'DESC' : 'ASC';
  if (!sort || sort.field === 'id') return `id ${direction}`;
  return `${columnOf(collection, sort.field)} ${direction}, id ${direction}`;
}

function sortValue({ sort }: Query, last: { id: string; body: JsonObject }): Scalar | null {
  if (!sort) return null;
  return sort.field === 'id' ? last.id : valueAt(last.body, sort.field);
}

export function countDocuments(file: OpenReadFile, name: string, where: readonly Condition[]): number {
  const collection = getCollection(file, name);
  checkConditions(name, collection.indexes, where);
  const { text, values } = whereOf(collection, where);
  const [count] = file.get<[number]>(`SELECT count(*) FROM ${collection.documents} WHERE ${text}`, ...values) ?? [0];
  return count;
}

export function groupDocuments(
  file: OpenReadFile,
  name: string,
  where: readonly Condition[],
  by: readonly string[],
  sums: readonly string[],
): readonly Group[] {
  const collection = getCollection(file, name);
  checkConditions(name, collection.indexes, where);
  for (const field of by) checkSingle(name, collection.indexes, field, 'group by');
  const { text, values } = whereOf(collection, where);
  const keys = by.map((field) => columnOf(collection, field));
  const totals = sums.map((field) => `coalesce(sum(${amountOf(field)}), 0)`);
  const grouped = keys.length > 0 ? `GROUP BY ${keys.join(', ')} ORDER BY ${keys.join(', ')}` : 'HAVING count(*) > 0';
  const columns = [...keys, 'count(*)', ...totals].join(', ');
  const rows = file.all<(string | number | null)[]>(
    `SELECT ${columns} FROM ${collection.documents} WHERE ${text} ${grouped}`,
    ...values,
  );
  const original = booleans(file, collection);
  return rows.map((row) => ({
    key: Object.fromEntries(by.map((field, index) => [field, original(field, row[index] ?? null)])),
    count: Number(row[by.length]),
    sums: Object.fromEntries(sums.map((field, index) => [field, Number(row[by.length + 1 + index])])),
  }));
}

function amountOf(field: string): string {
  const number = `json_type(body, ${pathOf(field)}) IN ('integer', 'real')`;
  return `CASE WHEN ${number} THEN json_extract(body, ${pathOf(field)}) END`;
}

/** Indexes hold true as 1 and false as 0; one document of the group tells which it was. */
function booleans(file: OpenReadFile, collection: SqliteCollection) {
  const told = new Map<string, Scalar>();
  return (field: string, value: SqlValue): Scalar | null => {
    if (value !== 0 && value !== 1) return value as Scalar | null;
    const known = told.get(`${field}=${value}`);
    if (known !== undefined) return known;
    const where = `live = 1 AND ${columnOf(collection, field)} = ?`;
    const sql = `SELECT json_type(body, ${pathOf(field)}) FROM ${collection.documents} WHERE ${where}`;
    const [type] = file.get<[string]>(`${sql} LIMIT 1`, value) ?? ['integer'];
    const original = type === 'true' || type === 'false' ? value === 1 : value;
    told.set(`${field}=${value}`, original);
    return original;
  };
}
