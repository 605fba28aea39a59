import type { Actor, Envelope } from '#libs/event-store';

/** One reading of what tells about people, noted before the answer leaves. */
export interface ReadRecord {
  readonly actor: Actor;
  /** What was asked, e.g. `beneficiaries`, or `cases/{id}`; never the words of the question. At most 100 characters. */
  readonly what: string;
  /** Ids of the beneficiaries that the answer tells about; without any there is nothing to record. */
  readonly people: readonly string[];
  readonly correlationId: string;
  /** Why, in the reader's own words: at most `LONGEST_PURPOSE` characters. */
  readonly purpose?: string | undefined;
  /** Default `http`. */
  readonly channel?: Envelope['channel'];
}

export interface Readings {
  /** Resolves when the reading is durable. Throws `service.unavailable`, `request.bad-purpose`: then nothing may be shown. */
  record(reading: ReadRecord): Promise<void>;
}
