import { Problem } from '#libs/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Callers } from '../door/callers.ts';
import { SAFE_HEADERS } from '../door/safe-headers.ts';
import { Metrics } from './metrics.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** Where one of these is, somebody else asks through a proxy of this machine. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** `GET /metrics` for a collector on this machine, or anywhere with an administrator's token. */
@Injectable()
export class MetricsRoute {
  constructor(
    @Inject(Callers) private readonly callers: Callers,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  register(fastify: FastifyInstance): void {
    fastify.get('/metrics', async (request, reply) => {
      await this.admit(request);
      const { registry } = this.metrics;
      return reply
        .headers(SAFE_HEADERS)
        .header('content-type', registry.contentType)
        .send(await registry.metrics());
    });
  }

  private async admit(request: FastifyRequest): Promise<void> {
    const isLocal = LOOPBACK.has(request.socket.remoteAddress ?? '');
    if (isLocal && FORWARDED.every((header) => request.headers[header] === undefined)) return;
    const { role } = await this.callers.recognise(request);
    if (role !== 'administrator') throw new Problem('auth.forbidden');
  }
}
