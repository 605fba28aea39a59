import type { Actor } from '#libs/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { type Query, QueryBus } from '@nestjs/cqrs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { FindAccessAlerts, FindAccessesBy, GetAccessesAbout } from '../access/asked-access.ts';
import { Callers } from '../door/callers.ts';
import { idInPath } from '../door/id-in-path.ts';
import { correlationOf, purposeOf } from '../door/request-headers.ts';
import { SAFE_HEADERS } from '../door/safe-headers.ts';
import { Metrics } from '../operation/metrics.ts';
import { IDMAJ, type Parts } from '../parts.ts';
import { sendProblem } from '../problems/send-problem.ts';
import { type Answer, FindDocuments, GetDocument, GetIndicators } from './asked.ts';
import type { Parameters } from './read-question.ts';
import { DOCUMENTS } from './who-may-ask.ts';

type Ask = (request: FastifyRequest, actor: Actor) => Query<Answer>;

/** `GET /v1/<read model>` and `/{id}`, and the indicators. Every answer about people leaves through `answer`. */
@Injectable()
export class QuestionRoutes {
  constructor(
    @Inject(IDMAJ) private readonly parts: Parts,
    @Inject(Callers) private readonly callers: Callers,
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  register(fastify: FastifyInstance): void {
    for (const of of DOCUMENTS) {
      this.route(fastify, `/v1/${of}`, of, (request, actor) => new FindDocuments(of, parametersOf(request), actor));
      this.route(fastify, `/v1/${of}/:id`, `${of}/{id}`, (request, actor) => {
        return new GetDocument(of, idInPath(request), parametersOf(request), actor);
      });
    }
    this.route(fastify, '/v1/access', 'access', (request, actor) => {
      return new FindAccessesBy(parametersOf(request), actor);
    });
    this.route(fastify, '/v1/access/alerts', 'access/alerts', (request, actor) => {
      return new FindAccessAlerts(parametersOf(request), actor);
    });
    this.route(fastify, '/v1/access/:id', 'access/{id}', (request, actor) => {
      return new GetAccessesAbout(idInPath(request), parametersOf(request), actor);
    });
    this.route(fastify, '/v1/indicators', 'indicators', (request, actor) => {
      return new GetIndicators(parametersOf(request), actor);
    });
  }

  private route(fastify: FastifyInstance, url: string, what: string, ask: Ask): void {
    fastify.get(url, async (request, reply) => {
      const done = this.metrics.questionAsked(what);
      const correlationId = correlationOf(request) ?? this.parts.ids.next();
      try {
        const actor = await this.callers.recognise(request);
        const answer = await this.bus.execute<Query<Answer>, Answer>(ask(request, actor));
        await this.note(answer, actor, correlationId, purposeOf(request));
        done('answered');
        send(answer, request, reply, correlationId);
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

function parametersOf({ query }: FastifyRequest): Parameters {
  return query as Parameters;
}

function send(answer: Answer, request: FastifyRequest, reply: FastifyReply, correlationId: string): void {
  const body = JSON.stringify(answer.body);
  void reply.headers(SAFE_HEADERS).header('x-correlation-id', correlationId);
  if (answer.what.endsWith('/{id}')) {
    const tag = tagOf(answer, body);
    void reply.header('etag', tag);
    if (names(request.headers['if-none-match'], tag)) return void reply.code(304).send();
  }
  void reply.code(200).header('content-type', 'application/json; charset=utf-8').send(body);
}

/** `"<revision>-<digest>"`: as an If-Match it names the revision, as an If-None-Match exactly this content. */
function tagOf({ revision }: Answer, body: string): string {
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return revision === undefined ? `"${digest}"` : `"${revision}-${digest}"`;
}

function names(ifNoneMatch: string | undefined, tag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return tags.includes(tag) || tags.includes('*');
}
