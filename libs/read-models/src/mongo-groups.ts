import type { Document } from 'mongodb';
import { bodyPath } from './mongo-documents.ts';
import { checkField } from './query-fields.ts';
import type { Group, Scalar } from './read-models.ts';

/** The stage that counts and adds up; fields are numbered, since their names may hold dots. */
export function groupStage(by: readonly string[], sums: readonly string[]): Document {
  const key = named('f', by);
  const totals = Object.entries(named('s', sums)).map(([name, path]) => [name, { $sum: path }] as const);
  return { $group: { _id: by.length === 0 ? null : key, count: { $sum: 1 }, ...Object.fromEntries(totals) } };
}

function named(letter: string, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field, n) => [`${letter}${n}`, `$${pathOf(field)}`]));
}

function pathOf(field: string): string {
  return field === 'id' ? '_id' : bodyPath(checkField(field));
}

interface Growing extends Group {
  count: number;
  readonly sums: Record<string, number>;
}

/** The server tells a missing value from null, and from lists and objects; here they are one group. */
export function groupsOf(rows: readonly Document[], by: readonly string[], sums: readonly string[]) {
  const groups = new Map<string, Growing>();
  for (const row of rows) {
    const id = (row['_id'] ?? {}) as Record<string, unknown>;
    const values = by.map((_, n) => scalarOf(id[`f${n}`]));
    const name = JSON.stringify(values);
    const group = groups.get(name) ?? {
      key: Object.fromEntries(by.map((field, n) => [field, values[n] ?? null])),
      count: 0,
      sums: Object.fromEntries(sums.map((field) => [field, 0])),
    };
    group.count += Number(row['count']);
    sums.forEach((field, n) => (group.sums[field] = (group.sums[field] ?? 0) + Number(row[`s${n}`])));
    groups.set(name, group);
  }
  return [...groups.values()].toSorted((one, other) => compareKeys(one.key, other.key, by));
}

function scalarOf(value: unknown): Scalar | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function compareKeys(one: Group['key'], other: Group['key'], by: readonly string[]): number {
  for (const field of by) {
    const difference = compareValues(one[field] ?? null, other[field] ?? null);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareValues(one: Scalar | null, other: Scalar | null): number {
  if (typeof one === 'string' && typeof other === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other));
  const rank = (value: Scalar | null) => (value === null ? 0 : typeof value === 'string' ? 2 : 1);
  return rank(one) - rank(other) || Number(one) - Number(other);
}
