import { Controller, Get, Inject, Res } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { SAFE_HEADERS } from '../door/safe-headers.ts';
import { IDMAJ, type Parts } from '../parts.ts';
import { Stopping } from './stopping.ts';

const PATIENCE_MS = 2_000;
/** A read model this far behind shows yesterday's work: better another instance answers. */
const MOST_LAG_SECONDS = 60;

/** For those who run it: is the process alive, and should it get requests. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(IDMAJ) private readonly parts: Parts,
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicator: HealthIndicatorService,
    @Inject(Stopping) private readonly stopping: Stopping,
  ) {}

  @Get('live')
  live(@Res() reply: FastifyReply): void {
    void reply.headers(SAFE_HEADERS).send({ status: 'ok' });
  }

  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const { status, body } = await this.check();
    void reply.code(status).headers(SAFE_HEADERS);
    if (status === 503) void reply.header('retry-after', '5');
    void reply.send(body);
  }

  private async check(): Promise<{ status: number; body: object }> {
    if (this.stopping.isStopping) return { status: 503, body: { status: 'shutting_down' } };
    try {
      return { status: 200, body: await this.health.check([this.eventStore, this.readModels]) };
    } catch (error) {
      const body = bodyOf(error);
      if (body) return { status: 503, body };
      throw error;
    }
  }

  private readonly eventStore = () =>
    this.indicator
      .check('event-store')
      .attempt(async () => {
        await this.parts.events.head();
      })
      .withTimeout(PATIENCE_MS);

  /** That the lag can be told says that the read models can be reached. */
  private readonly readModels = async () => {
    const check = this.indicator.check('projections');
    try {
      const lags = await this.parts.views.lag();
      const behind = lags.filter(({ seconds }) => seconds > MOST_LAG_SECONDS).map(({ name }) => name);
      const told = Object.fromEntries(lags.map(({ name, events, seconds }) => [name, { events, seconds }]));
      return behind.length === 0 ? check.up({ lag: told }) : check.down({ behind, lag: told });
    } catch {
      return check.down('The read models cannot be reached.');
    }
  };
}

/** What terminus found, inside what it throws. */
function bodyOf(error: unknown): object | undefined {
  const response: unknown = (error as { getResponse?: () => unknown }).getResponse?.();
  return typeof response === 'object' && response !== null && 'status' in response ? response : undefined;
}
