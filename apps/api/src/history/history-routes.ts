import type { Actor } from '#libs/event-store';
import { chooseLanguage, type Language } from '#libs/language';
import { Inject, Injectable } from '@nestjs/common';
import { type Query, QueryBus } from '@nestjs/cqrs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Callers } from '../door/callers.ts';
import { idInPath } from '../door/id-in-path.ts';
import { correlationOf, purposeOf } from '../door/request-headers.ts';
import { SAFE_HEADERS } from '../door/safe-headers.ts';
import { Metrics } from '../operation/metrics.ts';
import { IDMAJ, type Parts } from '../parts.ts';
import { sendProblem } from '../problems/send-problem.ts';
import type { Answer } from '../questions/asked.ts';
import type { Parameters } from '../questions/read-question.ts';
import { type Asker, GetCorrelation, GetHistory, GetHistoryExport, GetHistoryState } from './asked-history.ts';

type Asked = new (id: string, parameters: Parameters, asker: Asker) => Query<Answer>;

/** What the event store says about one person, and what one command set in motion. */
@Injectable()
export class HistoryRoutes {
  constructor(
    @Inject(IDMAJ) private readonly parts: Parts,
    @Inject(Callers) private readonly callers: Callers,
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  register(fastify: FastifyInstance): void {
    this.route(fastify, '/v1/history/correlations/:id', 'history/correlations', GetCorrelation);
    this.route(fastify, '/v1/history/:id', 'history', GetHistory);
    this.route(fastify, '/v1/history/:id/state', 'history/state', GetHistoryState);
    this.route(fastify, '/v1/history/:id/export', 'history/export', GetHistoryExport);
  }

  private route(fastify: FastifyInstance, url: string, name: string, asked: Asked): void {
    fastify.get(url, async (request, reply) => {
      const done = this.metrics.questionAsked(name);
      const correlationId = correlationOf(request) ?? this.parts.ids.next();
      const language = chooseLanguage(request.headers['accept-language']);
      try {
        const actor = await this.callers.recognise(request);
        const question = new asked(idInPath(request), request.query as Parameters, { actor, language });
        const answer = await this.bus.execute<Query<Answer>, Answer>(question);
        await this.note(answer, actor, correlationId, purposeOf(request));
        done('answered');
        send(answer.body, request, reply, { correlationId, language });
      } catch (error) {
        done(sendProblem(error, request, reply, this.parts.ids, correlationId));
      }
      return reply;
    });
  }

  /** Who read about whom is on record before the answer leaves; where that fails, no answer leaves. */
  private async note({ what, people }: Answer, actor: Actor, correlationId: string, purpose?: string): Promise<void> {
    if (people.length > 0) await this.parts.readings.record({ actor, what, people, correlationId, purpose });
  }
}

interface Sent {
  readonly correlationId: string;
  readonly language: Language;
}

function send(body: object, request: FastifyRequest, reply: FastifyReply, { correlationId, language }: Sent): void {
  const isFile = Buffer.isBuffer(body);
  void reply.headers(SAFE_HEADERS).header('x-correlation-id', correlationId).header('content-language', language);
  if (isFile) void reply.header('content-disposition', `attachment; filename="history-${idInPath(request)}.zip"`);
  void reply
    .code(200)
    .header('content-type', isFile ? 'application/zip' : 'application/json; charset=utf-8')
    .send(isFile ? body : JSON.stringify(body));
}
