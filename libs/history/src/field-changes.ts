import { canonicalJson, type Json } from '#libs/kernel';

/** One field of a document before and after; null where there was, or is, nothing. */
export interface FieldChange {
  /** Path in the document, e.g. `name.latin.family` or `skills[0]`, entries of lists counted from 0. */
  readonly field: string;
  readonly from: Json;
  readonly to: Json;
}

type Fields = Readonly<Record<string, unknown>>;

/** Which fields differ. What a projection keeps for itself (`_`) and a document's own id are no fields of it. */
export function fieldChanges(before: object | undefined, after: object | undefined, prefix = ''): FieldChange[] {
  const [from, to] = [(before ?? {}) as Fields, (after ?? {}) as Fields];
  return namesIn(from, to)
    .filter((name) => name !== '_' && name !== 'id')
    .flatMap((name) => changesAt(`${prefix}${name}`, from[name], to[name]));
}

function changesAt(field: string, from: unknown, to: unknown): FieldChange[] {
  if (from === to) return [];
  if (isList(from) || isList(to)) return listChanges(field, isList(from) ? from : [], isList(to) ? to : []);
  if (isFields(from) || isFields(to)) {
    const [one, other] = [isFields(from) ? from : {}, isFields(to) ? to : {}];
    return namesIn(one, other).flatMap((name) => changesAt(`${field}.${name}`, one[name], other[name]));
  }
  const change = { field, from: (from ?? null) as Json, to: (to ?? null) as Json };
  return change.from === change.to ? [] : [change];
}

/** Entries that went and entries that came, paired in their order: a skill at a new level is one change. */
function listChanges(field: string, from: readonly unknown[], to: readonly unknown[]): FieldChange[] {
  const went = without(from, to);
  const came = without(to, from);
  return Array.from({ length: Math.max(went.length, came.length) }, (_, at) => {
    const [old, fresh] = [went[at], came[at]];
    return {
      field: `${field}[${fresh?.index ?? old?.index ?? 0}]`,
      from: (old?.entry ?? null) as Json,
      to: (fresh?.entry ?? null) as Json,
    };
  });
}

function without(list: readonly unknown[], other: readonly unknown[]): { index: number; entry: unknown }[] {
  const counts = new Map<string, number>();
  for (const entry of other) counts.set(canonicalJson(entry), (counts.get(canonicalJson(entry)) ?? 0) + 1);
  return list
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => {
      const left = counts.get(canonicalJson(entry)) ?? 0;
      if (left > 0) counts.set(canonicalJson(entry), left - 1);
      return left === 0;
    });
}

function namesIn(one: Fields, other: Fields): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
