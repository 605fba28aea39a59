import type { EventCodec } from '#libs/casework';
import type { CommandDesk } from '#libs/commanding';
import type { Actor, EventStore } from '#libs/event-store';
import type { Clock } from '#libs/kernel';

/** What an import stands on; it needs no read model, so it does not matter whether the application is running. */
export interface ImportParts {
  readonly desk: CommandDesk;
  readonly events: EventStore;
  readonly codec: EventCodec;
  readonly clock: Clock;
}

export interface ImportOptions {
  /** A data steward or a prison officer; anyone else is refused with `auth.forbidden`. */
  readonly actor: Actor;
  /** Decides every line and sends nothing. */
  readonly dryRun?: boolean;
  /** Lines worked on at once; default 128. */
  readonly inFlight?: number;
  /** Names the list in every event of it; default a UUID that the same lines in any order have in common. */
  readonly batchId?: string;
  /** Called with how many of all lines are done, at most once a line. */
  readonly progress?: (done: number, lines: number) => void;
}

export type Outcome = 'applied' | 'repeated' | 'doubtful' | 'refused';

/** What became of one line; `code` is of the catalogue of problems, absent where the line was applied. */
export interface LineOutcome {
  /** In the file, the titles standing in line 1. */
  readonly line: number;
  readonly outcome: Outcome;
  readonly code?: string;
  readonly params?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Province of residence of the person of an applied line, where one is known. */
  readonly province?: string;
}

export interface ImportResult {
  readonly batchId: string;
  readonly dryRun: boolean;
  readonly lines: number;
  readonly applied: number;
  readonly repeated: number;
  readonly doubtful: number;
  readonly refused: number;
  /** Applied lines by the person's province of residence. */
  readonly byProvince: Readonly<Record<string, number>>;
  /** One per line of the list, in the order of the file. */
  readonly outcomes: readonly LineOutcome[];
}
