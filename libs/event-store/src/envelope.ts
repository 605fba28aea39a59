import type { LocalDate } from '#libs/kernel';

/** Who did it, as they were then. */
export interface Actor {
  readonly id: string;
  readonly role: string;
  /** A province, region or centre code, or `*`. */
  readonly unit: string;
}

/** The metadata of every event. */
export interface Envelope {
  readonly commandId: string;
  /** Keyed hash of the command as sent: the same key with another body is refused. */
  readonly commandDigest: string;
  /** The command's name, e.g. `approve-project`. */
  readonly command: string;
  /** What one command from outside set in motion, across people and processes. */
  readonly correlationId: string;
  /** The event that caused the command, or the command's own id when a person sent it. */
  readonly causationId: string;
  readonly actor: Actor;
  readonly occurredOn: LocalDate;
  /** RFC 3339 instant, UTC. */
  readonly recordedAt: string;
  /** The beneficiaries the event is about. */
  readonly subjects: readonly string[];
  readonly channel: 'http' | 'cli' | 'import' | 'process' | 'demonstration';
  readonly schemaVersion: number;
}
