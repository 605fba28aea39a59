import { isUuid, Problem } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';

/** The `{id}` of the address in lower case. Throws `request.bad-id`. */
export function idInPath(request: FastifyRequest): string {
  const { id } = request.params as { id?: unknown };
  if (!isUuid(id)) throw new Problem('request.bad-id');
  return id.toLowerCase();
}
