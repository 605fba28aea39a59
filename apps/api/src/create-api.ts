import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from './api-module.ts';
import { CommandRoutes } from './commands/command-routes.ts';
import { BODY_LIMIT, readJsonOnly } from './door/json-body.ts';
import { refuseOtherMethods } from './door/other-methods.ts';
import { answerBadAddress, answerUnreadable } from './door/unreadable-requests.ts';
import { FeedRoutes } from './feed/feed-routes.ts';
import { HistoryRoutes } from './history/history-routes.ts';
import { OpenApiRoute } from './openapi/openapi-route.ts';
import { MetricsRoute } from './operation/metrics-route.ts';
import { Stopping } from './operation/stopping.ts';
import type { Parts } from './parts.ts';
import { QuestionRoutes } from './questions/question-routes.ts';

const REQUEST_MS = 30_000;
const LONGEST_PARAMETER = 500;

/**
 * The HTTP door over assembled parts, initialised and not yet listening: more routes may be added to its Fastify
 * instance until then. Closing it finishes what is in flight; the parts stay open, they are the caller's.
 */
export async function createApi(parts: Parts, logger: LoggerService | false = false): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    return503OnClosing: false,
    skipMiddie: true,
    frameworkErrors: answerBadAddress(parts.ids),
    clientErrorHandler: answerUnreadable,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.over(parts), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger,
  });
  const fastify = adapter.getInstance();
  readJsonOnly(fastify);
  app.get(Stopping).watch(fastify);
  const methods = refuseOtherMethods(fastify);
  // Routes go straight onto Fastify: a handler a command, without the per-request layers of a controller.
  for (const routes of [CommandRoutes, QuestionRoutes, HistoryRoutes, FeedRoutes, MetricsRoute, OpenApiRoute])
    app.get(routes).register(fastify);
  await app.init();
  methods.settle();
  return app;
}
