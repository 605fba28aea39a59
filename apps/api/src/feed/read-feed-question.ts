import { type FieldError, Problem } from '#libs/kernel';
import { onlyOnce, type Parameters } from '../questions/read-question.ts';

export const MOST_EVENTS = 500;
export const USUAL_EVENTS = 100;
export const LONGEST_WAIT_S = 30;

export interface FeedQuestion {
  /** The number of the last event the partner has. */
  readonly after: number;
  readonly limit: number;
  readonly waitMs: number;
}

/** Throws `query.unknown-parameter`, `query.bad-parameter`, or `feed.unknown-cursor` for what no cursor looks like. */
export function readFeedQuestion(parameters: Parameters): FeedQuestion {
  const { after = '0', limit, wait } = onlyOnce(parameters, ['after', 'limit', 'wait']);
  const errors: FieldError[] = [];
  const asked = {
    limit: numberOf('limit', limit, { usual: USUAL_EVENTS, least: 1, most: MOST_EVENTS }, errors),
    waitMs: 1_000 * numberOf('wait', wait, { usual: 0, least: 0, most: LONGEST_WAIT_S }, errors),
  };
  if (errors.length > 0) throw new Problem('query.bad-parameter', {}, errors);
  return { after: readCursor(after), ...asked };
}

/** A cursor is the number of the last event received, 0 for none. Throws `feed.unknown-cursor`. */
export function readCursor(text: string): number {
  if (/^(0|[1-9]\d{0,11})$/.test(text)) return Number(text);
  throw new Problem('feed.unknown-cursor');
}

interface Bounds {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

function numberOf(field: string, text: string | undefined, { usual, least, most }: Bounds, errors: FieldError[]) {
  if (text === undefined) return usual;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (!Number.isInteger(number)) errors.push({ field, code: 'isInt' });
  else if (number < least) errors.push({ field, code: 'min', params: { least } });
  else if (number > most) errors.push({ field, code: 'max', params: { most } });
  return number;
}
