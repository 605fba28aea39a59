import type { Actor } from '#libs/event-store';
import { isUuid, Problem } from '#libs/kernel';
import { asyncApi, PartnerFeed, publishedSchema } from '#libs/partner-feed';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Callers } from '../door/callers.ts';
import { correlationOf, purposeOf } from '../door/request-headers.ts';
import { SAFE_HEADERS } from '../door/safe-headers.ts';
import { Metrics } from '../operation/metrics.ts';
import { IDMAJ, type Parts } from '../parts.ts';
import { sendProblem } from '../problems/send-problem.ts';
import { onlyOnce, type Parameters } from '../questions/read-question.ts';
import { FeedConnections } from './feed-connections.ts';
import { streamFeed } from './feed-stream.ts';
import { type FeedQuestion, readCursor, readFeedQuestion } from './read-feed-question.ts';

const BATCH = 'application/cloudevents-batch+json; charset=utf-8';
const SCHEMA = 'application/schema+json; charset=utf-8';

type Answering = (request: FastifyRequest, reply: FastifyReply, correlationId: string) => Promise<void>;

/** A partner's own sequence, pulled or streamed, and what its events refer to. */
@Injectable()
export class FeedRoutes {
  private document: string | undefined;

  constructor(
    @Inject(IDMAJ) private readonly parts: Parts,
    @Inject(PartnerFeed) private readonly feed: PartnerFeed,
    @Inject(Callers) private readonly callers: Callers,
    @Inject(FeedConnections) private readonly connections: FeedConnections,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  register(fastify: FastifyInstance): void {
    this.route(fastify, '/v1/feed', 'feed', (...asked) => this.pull(...asked));
    this.route(fastify, '/v1/feed/stream', 'feed/stream', (...asked) => this.stream(...asked));
    this.route(fastify, '/v1/feed/data/:key', 'feed/data', (...asked) => this.data(...asked));
    this.route(fastify, '/v1/feed/schemas/:type', 'feed/schemas', (request, reply) => this.schema(request, reply));
    fastify.get('/asyncapi.json', (_request, reply) => {
      this.document ??= JSON.stringify(asyncApi());
      void reply.headers(SAFE_HEADERS).header('content-type', 'application/json; charset=utf-8').send(this.document);
    });
  }

  private route(fastify: FastifyInstance, url: string, name: string, answer: Answering): void {
    fastify.get(url, { exposeHeadRoute: false }, async (request, reply) => {
      const done = this.metrics.questionAsked(name);
      const correlationId = correlationOf(request) ?? this.parts.ids.next();
      try {
        await answer(request, reply, correlationId);
        done('answered');
      } catch (error) {
        done(sendProblem(error, request, reply, this.parts.ids, correlationId));
      }
      return reply;
    });
  }

  private async pull(request: FastifyRequest, reply: FastifyReply, correlationId: string): Promise<void> {
    const { id } = await this.partnerOf(request);
    const asked = readFeedQuestion(request.query as Parameters);
    await this.feed.checkPartner(id);
    await this.feed.checkCursor(id, asked.after);
    const { ending, done } = this.connections.begin();
    const gone = () => ending.abort();
    request.raw.socket.once('close', gone);
    try {
      const { events, next } = await this.firstEvents(id, asked, ending.signal);
      void reply
        .headers({ ...SAFE_HEADERS, 'content-type': BATCH, 'x-correlation-id': correlationId })
        .headers({ 'feed-cursor': String(next), link: `</v1/feed?after=${next}&limit=${asked.limit}>; rel="next"` })
        .send(`[${events.join(',')}]`);
    } finally {
      request.raw.socket.off('close', gone);
      done();
    }
  }

  /** Where there is nothing yet, what comes first within the time the partner waits. */
  private async firstEvents(id: string, { after, limit, waitMs }: FeedQuestion, signal: AbortSignal) {
    if (waitMs === 0) return this.feed.read(id, after, limit);
    const until = performance.now() + waitMs;
    const watch = await this.feed.watch(id);
    try {
      for (;;) {
        const page = await this.feed.read(id, after, limit, watch);
        const left = until - performance.now();
        if (page.events.length > 0 || left <= 0 || signal.aborted) return page;
        await watch.changed(after, left, signal);
      }
    } finally {
      watch.end();
    }
  }

  private async stream(request: FastifyRequest, reply: FastifyReply, correlationId: string): Promise<void> {
    const { id } = await this.partnerOf(request);
    const { after: fromQuery = '0' } = onlyOnce(request.query as Parameters, ['after']);
    const last = request.headers['last-event-id'];
    const after = readCursor(typeof last === 'string' && last !== '' ? last : fromQuery);
    await this.feed.checkPartner(id);
    await this.feed.checkCursor(id, after);
    const { ending, done } = this.connections.begin();
    const { raw } = reply.hijack();
    raw.once('close', () => ending.abort());
    raw.writeHead(200, {
      ...SAFE_HEADERS,
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
      'x-correlation-id': correlationId,
    });
    raw.write('retry: 1000\n\n');
    const stillAllowed = async () => {
      await this.parts.identity.verifier.verify(request.headers.authorization);
      await this.feed.checkPartner(id);
    };
    // A stream that was begun cannot be answered with a problem: it ends, and the next request hears why.
    const streaming = { feed: this.feed, partnerId: id, after, signal: ending.signal, stillAllowed };
    await streamFeed(raw, streaming).catch(() => undefined);
    done();
  }

  private async data(request: FastifyRequest, reply: FastifyReply, correlationId: string): Promise<void> {
    const actor = await this.partnerOf(request);
    onlyOnce(request.query as Parameters, []);
    const { key } = request.params as { readonly key: string };
    const purpose = purposeOf(request);
    const { data, personId } = await this.feed.data(actor.id, key);
    const reading = { actor, what: 'feed/data/{key}', people: [personId], correlationId, purpose };
    await this.parts.readings.record(reading);
    void reply
      .headers({ ...SAFE_HEADERS, 'content-type': 'application/json; charset=utf-8' })
      .header('x-correlation-id', correlationId)
      .send(JSON.stringify(data));
  }

  private async schema(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { type } = request.params as { readonly type: string };
    const schema = publishedSchema(type);
    if (!schema) throw new Problem('request.not-found');
    void reply.headers({ ...SAFE_HEADERS, 'content-type': SCHEMA }).send(JSON.stringify(schema));
  }

  /** The partner the token names. Throws `auth.*`, `feed.unknown-partner`. */
  private async partnerOf(request: FastifyRequest): Promise<Actor> {
    const actor = await this.callers.recognise(request);
    if (actor.role !== 'partner') throw new Problem('auth.forbidden');
    const id: unknown = actor.id;
    if (!isUuid(id)) throw new Problem('feed.unknown-partner');
    return { ...actor, id: id.toLowerCase() };
  }
}

export const feedProviders = [
  { provide: PartnerFeed, useFactory: (parts: Parts) => new PartnerFeed(parts), inject: [IDMAJ] },
  FeedConnections,
  FeedRoutes,
];
