import type { Json, JsonObject } from '#libs/kernel';
import { valueAt, valuesAt } from './document-fields.ts';
import type { Index, Replacement, Scalar, Stored } from './read-models.ts';

/**
 * How a document lies in MongoDB. `ix` repeats the values of declared indexes in a form that compares as the port says,
 * one key for each field whatever its depth; `live` is missing on a tombstone.
 */
export interface MongoDocument {
  readonly _id: string;
  readonly rev: number;
  readonly position: string;
  /** Tells the writes of one batch from all others. */
  readonly mark: string;
  readonly live?: true;
  readonly ix?: Readonly<Record<string, Comparable | readonly Comparable[]>>;
  readonly body: JsonObject | null;
}

/** Booleans are 0 and 1 here, because MongoDB sorts its own booleans after text. */
export type Comparable = string | number;

export function comparable(value: Scalar): Comparable {
  return typeof value === 'boolean' ? Number(value) : value;
}

export function documentOf(replacement: Replacement, indexes: readonly Index[], mark: string): MongoDocument {
  const { id: _id, position, body } = replacement;
  const rev = (replacement.readAt ?? 0) + 1;
  if (body === null) return { _id, rev, position, mark, body: null };
  return { _id, rev, position, mark, live: true, ix: indexed(body, indexes), body: escaped(body) };
}

export function storedOf(document: Pick<MongoDocument, 'rev' | 'position' | 'body'>): Stored {
  const { rev, position, body } = document;
  return { rev, position, body: body === null ? null : plain(body) };
}

export function indexed(body: JsonObject, indexes: readonly Index[]): Record<string, Comparable | Comparable[]> {
  const ix: Record<string, Comparable | Comparable[]> = {};
  for (const { field, many } of indexes) {
    const values = many === true ? valuesAt(body, field).map(comparable) : [];
    const value = many === true ? null : valueAt(body, field);
    if (values.length > 0) ix[keyOf(field)] = values;
    else if (value !== null) ix[keyOf(field)] ??= comparable(value);
  }
  return ix;
}

/** Path of a field's comparable value, e.g. `ix.person~1name`. */
export function indexPath(field: string): string {
  return `ix.${keyOf(field)}`;
}

/** Path of a field in the stored body, for expressions. */
export function bodyPath(field: string): string {
  return ['body', ...field.split('.').map(keyOf)].join('.');
}

const AWKWARD = /[.$~\0]|^$|^_bsontype$|^_id$/;
const ESCAPES = { '~': '~0', '.': '~1', $: '~2', '\0': '~3' } as const;
const PLAIN: Readonly<Record<string, string>> = { '0': '~', '1': '.', '2': '$', '3': '\0' };

/** Key names that a server or the driver could read as something else are escaped. */
function keyOf(name: string): string {
  if (!AWKWARD.test(name)) return name;
  if (name === '') return '~4';
  if (name === '_bsontype') return '~5';
  if (name === '_id') return '~6';
  return name.replace(/[.$~\0]/g, (character) => ESCAPES[character as keyof typeof ESCAPES]);
}

function nameOf(key: string): string {
  if (key === '~4') return '';
  if (key === '~5') return '_bsontype';
  if (key === '~6') return '_id';
  return key.replace(/~([0-3])/g, (_, digit: string) => PLAIN[digit] ?? '');
}

/** Not every server takes a list in a list, so an inner one is wrapped: `{ '~': [...] }`, which no escaped key equals. */
const INNER_LIST = '~';

function isPlain(value: Json | undefined, inList: boolean): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return !inList && (value as readonly Json[]).every((item) => isPlain(item, true));
  for (const key of Object.keys(value)) {
    if (AWKWARD.test(key) || !isPlain((value as JsonObject)[key], false)) return false;
  }
  return true;
}

export function escaped(body: JsonObject): JsonObject {
  return isPlain(body, false) ? body : (escape(body, false) as JsonObject);
}

export function plain(body: JsonObject): JsonObject {
  return isPlain(body, false) ? body : (unescape(body) as JsonObject);
}

function escape(value: Json | undefined, inList: boolean): Json | undefined {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const list = (value as readonly Json[]).map((item) => escape(item, true) ?? null);
    return inList ? { [INNER_LIST]: list } : list;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [keyOf(name), escape(item, false)]));
}

function unescape(value: Json | undefined): Json | undefined {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => unescape(item) ?? null);
  const inner = (value as JsonObject)[INNER_LIST];
  if (inner !== undefined) return unescape(inner);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [nameOf(key), unescape(item)]));
}
