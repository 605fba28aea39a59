import { Problem } from '#libs/kernel';
import type { PageEnd } from '#libs/read-models';
import { createHash } from 'node:crypto';

const LONGEST = 1_000;

/**
 * Where a page ended, for the client an opaque word. It names the question it belongs to, so that it is not taken to
 * another one; it opens nothing that the asker's own reach does not, so it needs no signature.
 */
export function cursorOf(question: string, { value, id }: PageEnd): string {
  return Buffer.from(JSON.stringify([fingerprint(question), value, id])).toString('base64url');
}

/** Throws `query.bad-cursor`. */
export function pageEndOf(question: string, cursor: string): PageEnd {
  const [of, value, id, ...more] = contentOf(cursor);
  if (of !== fingerprint(question) || more.length > 0 || typeof id !== 'string' || !isValue(value)) throw badCursor();
  return { value, id };
}

function contentOf(cursor: string): readonly unknown[] {
  if (cursor.length > LONGEST || !/^[\w-]+$/.test(cursor)) throw badCursor();
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(content) ? content : [];
  } catch {
    throw badCursor();
  }
}

function isValue(value: unknown): value is PageEnd['value'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function fingerprint(question: string): string {
  return createHash('sha256').update(question).digest('base64url').slice(0, 10);
}

function badCursor(): Problem {
  return new Problem('query.bad-cursor');
}
