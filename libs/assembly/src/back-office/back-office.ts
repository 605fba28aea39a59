import type { CommandReceipt, Desk, SentCommand } from '#libs/commanding';
import type { Appended } from '#libs/event-store';
import { type AppendOver, nameOver } from './messages.ts';
import { OtherThread } from './other-thread.ts';

/** The back office as others see it: the desk and the pen. */
export class BackOffice extends OtherThread implements Desk {
  async send({ declaration, ...sent }: SentCommand): Promise<CommandReceipt> {
    return (await this.ask({ send: { command: nameOver(declaration), ...sent } })) as CommandReceipt;
  }

  /** Errors: those of `EventStore.append`. */
  async append(append: AppendOver): Promise<Appended> {
    return (await this.ask({ append })) as Appended;
  }
}
