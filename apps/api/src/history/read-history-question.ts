import { HISTORY_KINDS, isKnownAt, type Viewpoint } from '#libs/history';
import { type FieldError, isLocalDate, Problem } from '#libs/kernel';
import type { Parameters } from '../questions/read-question.ts';

export const MOST_EVENTS = 500;
export const USUAL_EVENTS = 50;

export interface ReadHistoryQuestion extends Viewpoint {
  readonly kinds?: readonly string[];
  readonly limit: number;
  readonly cursor?: string;
  /** What is asked, in one order; a cursor belongs to it. */
  readonly asked: string;
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Throws `query.unknown-parameter` or `query.bad-parameter`, with every parameter at fault. */
export function readHistoryQuestion(parameters: Parameters): ReadHistoryQuestion {
  const given = onlyOnce(parameters, ['asOf', 'knownAt', 'kinds', 'limit', 'cursor']);
  const errors: FieldError[] = [];
  const viewpoint = viewpointOf(given, errors);
  const kinds = kindsOf(given['kinds'], errors);
  const limit = limitOf(given['limit'], errors);
  if (errors.length > 0) throw new Problem('query.bad-parameter', {}, errors);
  const { asOf = null, knownAt = null, cursor } = given;
  const asked = JSON.stringify([asOf, knownAt, kinds ?? null]);
  return { ...viewpoint, ...(kinds && { kinds }), limit, asked, ...(cursor !== undefined && { cursor }) };
}

/** Throws as `readHistoryQuestion` does. */
export function readViewpoint(parameters: Parameters): Viewpoint {
  const errors: FieldError[] = [];
  const viewpoint = viewpointOf(onlyOnce(parameters, ['asOf', 'knownAt']), errors);
  if (errors.length > 0) throw new Problem('query.bad-parameter', {}, errors);
  return viewpoint;
}

/** Throws `query.unknown-parameter` where anything was added to the address. */
export function readNothing(parameters: Parameters): void {
  onlyOnce(parameters, []);
}

function viewpointOf({ asOf, knownAt }: Texts, errors: FieldError[]): Viewpoint {
  if (asOf !== undefined && !isLocalDate(asOf)) errors.push({ field: 'asOf', code: 'isLocalDate' });
  if (knownAt !== undefined && !isKnownAt(knownAt)) errors.push({ field: 'knownAt', code: 'isInstant' });
  return { ...(asOf !== undefined && { asOf }), ...(knownAt !== undefined && { knownAt }) };
}

function kindsOf(text: string | undefined, errors: FieldError[]): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const kinds = [...new Set(text.split(','))].toSorted();
  if (kinds.every((kind) => HISTORY_KINDS.includes(kind))) return kinds;
  errors.push({ field: 'kinds', code: 'isIn', params: { values: HISTORY_KINDS.join(', ') } });
  return undefined;
}

function limitOf(text: string | undefined, errors: FieldError[]): number {
  if (text === undefined) return USUAL_EVENTS;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (!Number.isInteger(limit)) errors.push({ field: 'limit', code: 'isInt' });
  else if (limit < 1) errors.push({ field: 'limit', code: 'min', params: { least: 1 } });
  else if (limit > MOST_EVENTS) errors.push({ field: 'limit', code: 'max', params: { most: MOST_EVENTS } });
  return limit;
}

function onlyOnce(parameters: Parameters, known: readonly string[]): Texts {
  const names = Object.keys(parameters);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const errors = unknown.slice(0, 20).map((name) => ({ field: name.slice(0, 100), code: 'whitelistValidation' }));
    throw new Problem('query.unknown-parameter', {}, errors);
  }
  const twice = names.filter((name) => typeof parameters[name] !== 'string');
  if (twice.length === 0) return parameters as Texts;
  const errors = twice.map((field) => ({ field, code: 'isString' }));
  throw new Problem('query.bad-parameter', {}, errors);
}
