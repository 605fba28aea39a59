import type { Desk } from '#libs/commanding';
import type { EventStore, Position, RecordedEvent } from '#libs/event-store';
import type { Clock } from '#libs/kernel';
import type { ReadModels, Seen } from '#libs/read-models';
import type { AnyProcess } from './process.ts';

/** What the runner tells its operator. Nothing in it is personal data. */
export type ProcessAlarm =
  /** An event could not be answered; it and every later one of the same key wait for a fix, and are tried at the next start. */
  | {
      readonly kind: 'parked';
      readonly process: string;
      readonly position: Position;
      readonly stream: string;
      readonly type: string;
      readonly error: string;
    }
  /** Something failed; the runner tries again by itself. */
  | { readonly kind: 'fault'; readonly process?: string; readonly error: string };

export interface RunnerParts {
  readonly events: EventStore;
  readonly readModels: ReadModels;
  readonly desk: Desk;
  readonly processes: readonly AnyProcess[];
  readonly decode: (event: RecordedEvent) => Seen;
  readonly clock: Clock;
  /** Events a page holds. */
  readonly pageSize: number;
  readonly leaseTtlMs: number;
  readonly onAlarm: (alarm: ProcessAlarm) => void;
}

/** The states were folded from another event log: they tell of other events. */
export class StatesOfAnotherLog extends Error {
  override readonly name = 'StatesOfAnotherLog';

  constructor(readonly collection: string) {
    super(`${collection} was built from another event log. Drop it, and it is built from this one.`);
  }
}

/** An error's own text may quote what was in an event; its name does not. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Something that is no error was thrown.';
}
