import type { Actor } from '#libs/event-store';
import { Problem } from '#libs/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { IDMAJ, type Parts } from '../parts.ts';
import { RateLimit } from './rate-limit.ts';

/** Who stands at the door. */
@Injectable()
export class Callers {
  private readonly known = new WeakMap<FastifyRequest, Actor>();
  private readonly limit: RateLimit | undefined;

  constructor(@Inject(IDMAJ) private readonly parts: Parts) {
    const { rateLimitPerMinute } = parts.configuration;
    if (rateLimitPerMinute > 0) this.limit = new RateLimit(rateLimitPerMinute, parts.clock);
  }

  /** The actor of the request's token. Throws `auth.*`, `request.rate`. */
  async recognise(request: FastifyRequest): Promise<Actor> {
    const actor = await this.parts.identity.verifier.verify(request.headers.authorization);
    if (this.limit && !this.limit.allows(actor.id)) throw new Problem('request.rate');
    this.known.set(request, actor);
    return actor;
  }

  /** The actor recognised before. */
  of(request: FastifyRequest): Actor {
    const actor = this.known.get(request);
    if (!actor) throw new Error('The request went past the door unrecognised.');
    return actor;
  }
}
