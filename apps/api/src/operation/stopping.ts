import { Problem } from '#libs/kernel';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

const LET_GO_MS = 50;

/** From the moment the application is told to close, nothing new is taken; what is in flight is finished. */
@Injectable()
export class Stopping implements OnModuleDestroy {
  private begun = false;
  private server: FastifyInstance['server'] | undefined;

  get isStopping(): boolean {
    return this.begun;
  }

  /** A connection kept alive for a next request would hold the closing up as soon as its last one is answered. */
  onModuleDestroy(): void {
    this.begun = true;
    const { server } = this;
    if (!server?.listening) return;
    const letGo = setInterval(() => server.closeIdleConnections(), LET_GO_MS);
    server.once('close', () => clearInterval(letGo));
  }

  /** New requests on connections that are still open hear `service.stopping`. */
  watch(fastify: FastifyInstance): void {
    this.server = fastify.server;
    fastify.addHook('onRequest', (_request, reply, done) => {
      if (!this.begun) return done();
      void reply.header('connection', 'close');
      done(new Problem('service.stopping'));
    });
  }
}
