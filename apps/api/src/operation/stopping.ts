import { Problem } from '#libs/kernel';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** From the moment the application is told to close, nothing new is taken; what is in flight is finished. */
@Injectable()
export class Stopping implements OnModuleDestroy {
  private begun = false;

  get isStopping(): boolean {
    return this.begun;
  }

  onModuleDestroy(): void {
    this.begun = true;
  }

  /** New requests on connections that are still open hear `service.stopping`. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (_request, reply, done) => {
      if (!this.begun) return done();
      void reply.header('connection', 'close');
      done(new Problem('service.stopping'));
    });
  }
}
