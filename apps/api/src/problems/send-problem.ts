import type { Ids } from '#libs/kernel';
import { chooseLanguage } from '#libs/language';
import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { correlationOf } from '../door/request-headers.ts';
import { SAFE_HEADERS } from '../door/safe-headers.ts';
import { asProblem } from './as-problem.ts';
import { problemAnswer } from './problem-answer.ts';

const logger = new Logger('Door');

/** Answers the problem an error is; what nobody foresaw is logged, without anything the client sent. Answers its code. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  ids: Ids,
  correlationId = correlationOf(request) ?? ids.next(),
): string {
  const problem = asProblem(error);
  const language = chooseLanguage(request.headers['accept-language']);
  const { status, headers, body } = problemAnswer(problem, language, correlationId);
  if (status >= 500) logFailure(problem.code, problem.cause ?? problem, request, correlationId);
  if (!reply.sent) {
    void reply
      .code(status)
      .headers(SAFE_HEADERS)
      .headers(headers)
      .header('x-correlation-id', correlationId)
      .send(JSON.stringify(body));
  }
  return problem.code;
}

/** The route's pattern, never its address: ids and search words tell about people. An error's message may, too. */
function logFailure(code: string, error: unknown, request: FastifyRequest, correlationId: string): void {
  const { name, frames } = anonymous(error);
  logger.error({ code, error: name, frames, correlationId, method: request.method, route: request.routeOptions?.url });
}

function anonymous(error: unknown): { name: string; frames: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, frames: frames.slice(0, 8).map((line) => line.trim()) };
}
