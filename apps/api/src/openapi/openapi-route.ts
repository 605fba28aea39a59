import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { SAFE_HEADERS } from '../door/safe-headers.ts';
import { openApi } from './openapi.ts';

/** `GET /openapi.json`, made when it is asked for first. */
@Injectable()
export class OpenApiRoute {
  private document: string | undefined;

  register(fastify: FastifyInstance): void {
    fastify.get('/openapi.json', (_request, reply) => {
      this.document ??= JSON.stringify(openApi());
      void reply.headers(SAFE_HEADERS).header('content-type', 'application/json; charset=utf-8').send(this.document);
    });
  }
}
