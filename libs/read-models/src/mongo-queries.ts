import type { Filter, Sort } from 'mongodb';
import { endOfPrefix } from './document-fields.ts';
import { comparable, type Comparable, indexPath, type MongoDocument } from './mongo-documents.ts';
import type { Condition, Index, Query, Scalar } from './read-models.ts';

type Where = Filter<MongoDocument>;

/** Live documents that meet every condition. Values go in as values: nothing here can become an operator. */
export function filterFor(indexes: readonly Index[], where: readonly Condition[] = []): Where {
  const conditions = where.map((condition) => conditionFor(indexes, condition));
  return conditions.length === 0 ? { live: true } : { $and: [{ live: true }, ...conditions] };
}

export function sortFor(sort: Query['sort']): Sort {
  const direction = sort?.descending === true ? -1 : 1;
  if (sort === undefined || sort.field === 'id') return { _id: direction };
  return { [indexPath(sort.field)]: direction, _id: direction };
}

/**
 * What follows the page before, as stretches that each are one range of an index: first its ties, then what lies beyond
 * among its kind, then the other kinds. MongoDB compares only within a kind.
 */
export function stretches(filter: Where, { sort, after }: Pick<Query, 'sort' | 'after'>): readonly Where[] {
  if (after === undefined) return [filter];
  const beyond = sort?.descending === true ? '$lt' : '$gt';
  const id = { _id: { [beyond]: checked(after.id) } };
  const stretch = (range: object): Where => ({ $and: [filter, range] });
  if (sort === undefined || sort.field === 'id') return [stretch(id)];
  const path = indexPath(sort.field);
  const value = after.value === null ? null : checked(after.value);
  const ties = stretch({ [path]: value, ...id });
  const others = kindsBeyond(value, sort.descending === true).map((kind) => stretch({ [path]: kind }));
  if (value === null) return [ties, ...others];
  return [ties, stretch({ [path]: { [beyond]: value } }), ...others];
}

const ANY_TEXT = { $gte: '' };
const ANY_NUMBER = { $gte: -Number.MAX_VALUE };

/** The kinds that lie wholly beyond a value: absent, numbers, text is their order. */
function kindsBeyond(value: Comparable | null, descending: boolean): (object | null)[] {
  if (value === null) return descending ? [] : [ANY_NUMBER, ANY_TEXT];
  if (typeof value === 'number') return descending ? [null] : [ANY_TEXT];
  return descending ? [ANY_NUMBER, null] : [];
}

const NOTHING = { _id: { $in: [] } };

function conditionFor(indexes: readonly Index[], condition: Condition): object {
  if ('any' in condition) {
    if (condition.any.length === 0) return NOTHING;
    return { $or: condition.any.map((one) => conditionFor(indexes, one)) };
  }
  const { field } = condition;
  const path = field === 'id' ? '_id' : indexPath(field);
  const many = indexes.some((index) => index.field === field && index.many === true);
  if ('equals' in condition) return { [path]: { $eq: checked(condition.equals) } };
  if ('in' in condition) return { [path]: { $in: condition.in.map(checked) } };
  if ('exists' in condition) return { [path]: condition.exists ? { $ne: null } : null };
  const bounds = 'prefix' in condition ? prefixRange(condition.prefix) : rangeOf(condition);
  if (bounds === undefined) return NOTHING;
  // In a list one element must meet both bounds.
  return { [path]: many && Object.keys(bounds).length > 1 ? { $elemMatch: bounds } : bounds };
}

/** Undefined where no value can lie: between a number and a text. */
function rangeOf({ from, to }: { readonly from?: Scalar; readonly to?: Scalar }): object | undefined {
  const low = from === undefined ? undefined : checked(from);
  const high = to === undefined ? undefined : checked(to);
  if (low === undefined) return high === undefined ? { $ne: null } : { $lte: high };
  if (high === undefined) return { $gte: low };
  return typeof low === typeof high ? { $gte: low, $lte: high } : undefined;
}

function prefixRange(prefix: string): object {
  const end = endOfPrefix(prefix);
  return end === undefined ? { $gte: checked(prefix) } : { $gte: checked(prefix), $lt: end };
}

/** What comes from outside may be anything, whatever its type says. */
function checked(value: unknown): Comparable {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return comparable(value);
  throw new TypeError('A question compares with text, numbers and booleans only.');
}
