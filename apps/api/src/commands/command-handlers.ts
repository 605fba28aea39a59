import { type AnyCommandDeclaration, type CaseworkCommand, commands } from '#libs/casework';
import type { CommandReceipt, SentCommand } from '#libs/commanding';
import { Inject, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IDMAJ, type Parts } from '../parts.ts';

/** Who sends a command, to what and under which id: it travels beside the fields. */
export type Sending = Omit<SentCommand, 'declaration' | 'fields'>;

const sendings = new WeakMap<CaseworkCommand, Sending>();

/** Puts who sends it, and where to, beside a command before it goes to the bus. */
export function addressed<C extends CaseworkCommand>(command: C, sending: Sending): C {
  sendings.set(command, sending);
  return command;
}

/** One handler per command, all alike: the declaration holds what differs. */
export const commandHandlers: readonly Type<ICommandHandler>[] = commands.map(handlerOf);

function handlerOf(declaration: AnyCommandDeclaration): Type<ICommandHandler> {
  @CommandHandler(declaration.command)
  class DeclaredHandler implements ICommandHandler<CaseworkCommand> {
    constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

    async execute(command: CaseworkCommand): Promise<CommandReceipt> {
      const sending = sendings.get(command);
      if (!sending) throw new Error(`${declaration.name} went to the bus without its sender.`);
      return this.parts.desk.send({ declaration, fields: command, ...sending });
    }
  }
  return DeclaredHandler;
}
