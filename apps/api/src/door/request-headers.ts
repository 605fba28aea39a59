import { idFrom, isUuid, Problem } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';

const LONGEST_KEY = 200;
const VISIBLE = /^[\x21-\x7e]+$/;
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
