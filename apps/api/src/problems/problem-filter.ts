import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IDMAJ, type Parts } from '../parts.ts';
import { sendProblem } from './send-problem.ts';

/** Whatever goes wrong on the way to or from a handler leaves as a problem. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.parts.ids);
  }
}
