import type { Idmaj } from '#libs/assembly';
import type { Actor } from '#libs/event-store';

/** Where Nest finds the assembled parts. */
export const IDMAJ = Symbol('the assembled parts');

/** One reading of what tells about people, noted before the answer leaves. */
export interface ReadRecord {
  readonly actor: Actor;
  /** What was asked, e.g. `beneficiaries`, or `cases/{id}`; never the words of the question. */
  readonly what: string;
  /** Ids of the beneficiaries that the answer tells about. */
  readonly people: readonly string[];
  readonly correlationId: string;
  readonly purpose?: string;
}

export interface Readings {
  record(reading: ReadRecord): Promise<void>;
}

/** What the door stands on; `readings`, where present, is told of every answer about people before it leaves. */
export type Parts = Idmaj & { readonly readings?: Readings };
