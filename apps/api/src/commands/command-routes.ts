import { type AnyCommandDeclaration, type CaseworkCommand, commands } from '#libs/casework';
import type { CommandReceipt } from '#libs/commanding';
import type { Actor } from '#libs/event-store';
import { Problem } from '#libs/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Callers } from '../door/callers.ts';
import { idInPath } from '../door/id-in-path.ts';
import { BODY_LIMIT, type ReadBody } from '../door/json-body.ts';
import { commandIdOf, correlationOf, ifRevisionOf } from '../door/request-headers.ts';
import { SAFE_HEADERS } from '../door/safe-headers.ts';
import { Metrics } from '../operation/metrics.ts';
import { IDMAJ, type Parts } from '../parts.ts';
import { sendProblem } from '../problems/send-problem.ts';
import { addressed } from './command-handlers.ts';
import { readFields } from './read-fields.ts';

/** `POST /v1/<plural>/{id}/<name>` for every declared command, those that only processes send included: they answer 403. */
@Injectable()
export class CommandRoutes {
  constructor(
    @Inject(IDMAJ) private readonly parts: Parts,
    @Inject(Callers) private readonly callers: Callers,
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  register(fastify: FastifyInstance): void {
    for (const declaration of commands) {
      const send = (request: FastifyRequest, reply: FastifyReply) => this.send(declaration, request, reply);
      fastify.post(addressOf(declaration, ':id'), { bodyLimit: BODY_LIMIT, onRequest: this.admit(declaration) }, send);
    }
  }

  /** Who may not send it is told so before the body is read. */
  private admit({ name, sentBy }: AnyCommandDeclaration) {
    return async (request: FastifyRequest): Promise<void> => {
      const { role } = await this.callers.recognise(request);
      if (!sentBy.includes(role)) throw new Problem('auth.forbidden', { command: name, role });
    };
  }

  private async send(declaration: AnyCommandDeclaration, request: FastifyRequest, reply: FastifyReply) {
    const done = this.metrics.commandStarted(declaration.name);
    const actor = this.callers.of(request);
    let correlationId: string | undefined;
    try {
      const commandId = commandIdOf(request, actor.id) ?? this.parts.ids.next();
      correlationId = correlationOf(request) ?? commandId;
      const command = this.commandOf(declaration, request, actor, commandId, correlationId);
      const receipt = await this.bus.execute<CaseworkCommand, CommandReceipt>(command);
      done(outcomeOf(receipt));
      sendReceipt(receipt, correlationId, reply);
    } catch (error) {
      done(sendProblem(error, request, reply, this.parts.ids, correlationId));
    }
    return reply;
  }

  private commandOf(
    { command }: AnyCommandDeclaration,
    request: FastifyRequest,
    actor: Actor,
    commandId: string,
    correlationId: string,
  ): CaseworkCommand {
    const id = idInPath(request);
    const ifRevision = ifRevisionOf(request);
    const fields = readFields(command, request.body as ReadBody | undefined);
    const sending = { id, commandId, actor, correlationId, channel: 'http' as const };
    return addressed(fields, ifRevision === undefined ? sending : { ifRevision, ...sending });
  }
}

export function addressOf({ aggregate, name }: AnyCommandDeclaration, id: string): string {
  return `/v1/${aggregate.plural}/${id}/${name}`;
}

function outcomeOf({ repeated, events }: CommandReceipt): string {
  if (repeated) return 'repeated';
  return events.length > 0 ? 'accepted' : 'unchanged';
}

function sendReceipt(receipt: CommandReceipt, correlationId: string, reply: FastifyReply): void {
  const { id, revision, position, events, repeated } = receipt;
  if (revision >= 0) reply.header('etag', `"${revision}"`);
  void reply
    .code(repeated || events.length === 0 ? 200 : 201)
    .headers(SAFE_HEADERS)
    .header('content-type', 'application/json; charset=utf-8')
    .header('x-correlation-id', correlationId)
    .send(JSON.stringify({ id, revision, position, events }));
}
