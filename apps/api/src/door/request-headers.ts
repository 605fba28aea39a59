import { LONGEST_PURPOSE } from '#libs/casework';
import { idFrom, isUuid, Problem } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';

const LONGEST_KEY = 200;
const VISIBLE = /^[\x21-\x7e]+$/;
/** No control characters, and none that turn the direction of what a reader sees. */
const VISIBLE_TEXT = /^[^\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+$/u;
/** A revision, and after a dash what tells one representation of it from another. */
const REVISION = /^"(0|[1-9][0-9]{0,14})(?:-[\w-]{1,64})?"$/;

/**
 * The command id an `Idempotency-Key` stands for: a UUID is the id itself, other visible text is a key of this sender's
 * own. Undefined where there is none; throws `request.bad-key`.
 */
export function commandIdOf(request: FastifyRequest, actorId: string): string | undefined {
  const header: unknown = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const key: string = typeof header === 'string' ? header.replace(/^"(.*)"$/, '$1') : '';
  const id: unknown = key;
  if (isUuid(id)) return id.toLowerCase();
  if (key.length > LONGEST_KEY || !VISIBLE.test(key)) throw new Problem('request.bad-key');
  return idFrom('idempotency-key', actorId, key);
}

/** The revision an `If-Match` names. Throws `request.bad-revision`, also for a weak, a listed or a starred one. */
export function ifRevisionOf(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined) return undefined;
  const [, revision] = REVISION.exec(header) ?? [];
  if (revision === undefined) throw new Problem('request.bad-revision');
  return Number(revision);
}

/** The correlation id a caller brings along, where it is a UUID; anything else is not ours to carry. */
export function correlationOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-correlation-id'];
  return isUuid(header) ? header.toLowerCase() : undefined;
}

/**
 * Why the caller looks, in the caller's words: `X-Purpose` in UTF-8, percent-encoded where it is not plain ASCII.
 * Throws `request.bad-purpose`.
 */
export function purposeOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-purpose'];
  if (header === undefined) return undefined;
  const purpose = typeof header === 'string' ? decoded(header).trim() : '';
  if (purpose === '' || purpose.length > LONGEST_PURPOSE || !VISIBLE_TEXT.test(purpose)) {
    throw new Problem('request.bad-purpose', { most: LONGEST_PURPOSE });
  }
  return purpose;
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    return '';
  }
}
