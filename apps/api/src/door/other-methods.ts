import { Problem } from '#libs/kernel';
import type { FastifyInstance, HTTPMethods } from 'fastify';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Every address that is registered from here on answers 405 to the methods it does not take, and names those it takes. */
export function refuseOtherMethods(fastify: FastifyInstance): { settle(): void } {
  const taken = new Map<string, Set<HTTPMethods>>();
  let settled = false;
  fastify.addHook('onRoute', ({ url, method }) => {
    if (settled) return;
    const methods = taken.get(url) ?? new Set<HTTPMethods>();
    for (const one of typeof method === 'string' ? [method] : method) methods.add(one);
    taken.set(url, methods);
  });
  return {
    settle() {
      settled = true;
      for (const [url, methods] of taken) {
        const allow = [...methods].join(', ');
        fastify.route({
          method: METHODS.filter((method) => !methods.has(method) && !(method === 'HEAD' && methods.has('GET'))),
          url,
          exposeHeadRoute: false,
          onRequest: (_request, reply, done) => {
            void reply.header('allow', allow);
            done(new Problem('request.method'));
          },
          handler: () => undefined,
        });
      }
    },
  };
}
