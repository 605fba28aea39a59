import type { AnyCommandDeclaration, Receipt } from '#libs/casework';
import type { Actor, Envelope } from '#libs/event-store';

export interface SentCommand {
  readonly declaration: AnyCommandDeclaration;
  /** The id of what it is sent to. */
  readonly id: string;
  /** An instance of the declaration's command class, validated. */
  readonly fields: object;
  readonly commandId: string;
  readonly actor: Actor;
  readonly channel: Envelope['channel'];
  /** The revision the sender saw; another one is refused with `request.revision-moved`. */
  readonly ifRevision?: number;
  readonly correlationId?: string;
  readonly causationId?: string;
}

/** Where commands are sent; `CommandDesk` says what it throws. */
export interface Desk {
  send(sent: SentCommand): Promise<CommandReceipt>;
}

export interface CommandReceipt extends Receipt {
  /** The command had been accepted before; nothing was written now. */
  readonly repeated: boolean;
}
