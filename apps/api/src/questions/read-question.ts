import { type FieldError, Problem } from '#libs/kernel';
import type { Condition } from '#libs/read-models';
import type { Filter } from './filters.ts';
import type { Question } from './questions.ts';

export const MOST_ITEMS = 200;
export const USUAL_ITEMS = 50;
const OF_EVERY_QUESTION = ['limit', 'cursor', 'position'];

export interface ReadQuestion {
  readonly where: readonly Condition[];
  readonly limit: number;
  /** The parameters that say what is asked, in one order; a cursor belongs to them. */
  readonly asked: string;
  readonly cursor?: string;
  readonly position?: string;
}

export type Parameters = Readonly<Record<string, unknown>>;

/** Throws `query.unknown-parameter` or `query.bad-parameter`, with every parameter at fault. */
export function readQuestion({ filters, fields = {}, part }: Question, parameters: Parameters): ReadQuestion {
  const given = onlyOnce(parameters, [...Object.keys(filters), ...OF_EVERY_QUESTION]);
  const errors: FieldError[] = [];
  const where: Condition[] = [];
  for (const [name, filter] of Object.entries(filters)) {
    const text = given[name];
    if (text === undefined) continue;
    const field = fields[name] ?? name;
    const conditions = filter.condition(part === undefined ? field : `${part}.${field}`, text);
    if (conditions) where.push(...conditions);
    else errors.push({ field: name, code: filter.code, params: paramsOf(filter.code, filter.values) });
  }
  const limit = limitOf(given.limit, errors);
  if (given.position === '') errors.push({ field: 'position', code: 'isNotEmpty' });
  if (errors.length > 0) throw new Problem('query.bad-parameter', {}, errors);
  const { cursor, position } = given;
  const asked = JSON.stringify(Object.keys(filters).map((name) => given[name] ?? null));
  return {
    where,
    limit,
    asked,
    ...(cursor !== undefined && { cursor }),
    ...(position !== undefined && { position }),
  };
}

/** A year's indicators. Throws as `readQuestion` does. */
export function readYear(parameters: Parameters, thisYear: string, isProvince: (code: string) => boolean) {
  const { year = thisYear, province, position } = onlyOnce(parameters, ['year', 'province', 'position']);
  const errors: FieldError[] = [];
  if (!/^(19|20)\d\d$/.test(year)) errors.push({ field: 'year', code: 'isInt' });
  if (province !== undefined && !isProvince(province)) errors.push({ field: 'province', code: 'isProvince' });
  if (position === '') errors.push({ field: 'position', code: 'isNotEmpty' });
  if (errors.length > 0) throw new Problem('query.bad-parameter', {}, errors);
  return {
    year: Number(year),
    ...(province !== undefined && { province }),
    ...(position !== undefined && { position }),
  };
}

/** A page of what a few texts ask for. Throws as `readQuestion` does. */
export function readPage<N extends string>(parameters: Parameters, filters: Readonly<Record<N, Filter>>) {
  const names = Object.keys(filters) as N[];
  const given = onlyOnce(parameters, [...names, ...OF_EVERY_QUESTION]);
  const errors: FieldError[] = [];
  for (const name of names) {
    const text = given[name];
    const filter = filters[name];
    if (text === undefined || filter.condition(name, text)) continue;
    errors.push({ field: name, code: filter.code, params: paramsOf(filter.code, filter.values) });
  }
  const limit = limitOf(given.limit, errors);
  if (given.position === '') errors.push({ field: 'position', code: 'isNotEmpty' });
  if (errors.length > 0) throw new Problem('query.bad-parameter', {}, errors);
  const { cursor, position } = given;
  return { given, limit, ...(cursor !== undefined && { cursor }), ...(position !== undefined && { position }) };
}

/** What may stand after a single document's address. */
export function readPosition(parameters: Parameters): string | undefined {
  const { position } = onlyOnce(parameters, ['position']);
  if (position === '') throw new Problem('query.bad-parameter', {}, [{ field: 'position', code: 'isNotEmpty' }]);
  return position;
}

export function onlyOnce(
  parameters: Parameters,
  known: readonly string[],
): Readonly<Record<string, string | undefined>> {
  const unknown = Object.keys(parameters).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const errors = unknown.slice(0, 20).map((name) => ({ field: name.slice(0, 100), code: 'whitelistValidation' }));
    throw new Problem('query.unknown-parameter', {}, errors);
  }
  const twice = Object.keys(parameters).filter((name) => typeof parameters[name] !== 'string');
  if (twice.length === 0) return parameters as Readonly<Record<string, string>>;
  throw new Problem(
    'query.bad-parameter',
    {},
    twice.map((field) => ({ field, code: 'isString' })),
  );
}

function limitOf(text: string | undefined, errors: FieldError[]): number {
  if (text === undefined) return USUAL_ITEMS;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (!Number.isInteger(limit)) errors.push({ field: 'limit', code: 'isInt' });
  else if (limit < 1) errors.push({ field: 'limit', code: 'min', params: { least: 1 } });
  else if (limit > MOST_ITEMS) errors.push({ field: 'limit', code: 'max', params: { most: MOST_ITEMS } });
  return limit;
}

function paramsOf(code: string, values: readonly string[] | undefined): Readonly<Record<string, string | number>> {
  if (code === 'isLength') return { least: 1, most: 100 };
  return values ? { values: values.join(', ') } : {};
}
