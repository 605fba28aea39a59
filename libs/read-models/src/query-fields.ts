import { UndeclaredIndex } from './errors.ts';
import type { Condition, Index, Query } from './read-models.ts';

/** Refuses a query that would have to read every document; the same in every adapter. */
export function checkQuery(collection: string, indexes: readonly Index[], query: Pick<Query, 'where' | 'sort'>): void {
  checkConditions(collection, indexes, query.where ?? []);
  if (query.sort) checkSingle(collection, indexes, query.sort.field, 'sort by');
}

export function checkConditions(collection: string, indexes: readonly Index[], where: readonly Condition[]): void {
  for (const condition of where) {
    if ('any' in condition) checkConditions(collection, indexes, condition.any);
    else if (condition.field !== 'id' && !indexes.some(({ field }) => field === condition.field)) {
      throw new UndeclaredIndex(collection, condition.field, 'search by');
    }
  }
}

/** Grouping and sorting need one value per document, so a field of many cannot serve. */
export function checkSingle(collection: string, indexes: readonly Index[], field: string, use: string): void {
  const declared = field === 'id' || indexes.some((index) => index.field === field && !index.many);
  if (!declared) throw new UndeclaredIndex(collection, field, use);
}

const FIELD = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** A path the engines may be given as part of a statement. */
export function checkField(field: string): string {
  if (!FIELD.test(field)) throw new Error(`${JSON.stringify(field)} is not a dotted path of plain names.`);
  return field;
}
