import { FileRead } from '#libs/casework';
import type { Actor } from '#libs/event-store';
import { projection } from '#libs/read-models';

/** One reading: of one person, or as one reader did it. */
export interface AccessDocument {
  readonly id: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly what: string;
  readonly purpose?: string;
  readonly channel: string;
  readonly correlationId: string;
  /** How many people the answer told about. */
  readonly told: number;
  /** Whom, in the documents of a reader. */
  readonly people?: readonly string[];
}

/** The ids of all readings about a person begin so, and go on with the position: in order, they are in commit order. */
export function readingsAbout(person: string): string {
  return `person/${person}/`;
}

/** The ids of all readings by someone. */
export function readingsBy(actorId: string): string {
  return `actor/${encodeURIComponent(actorId)}/`;
}

/**
 * Who looked at what: a document for the reader and one for each person the answer told about. Asking is reading a
 * stretch of ids, newest first, however many there are.
 */
export const accesses = projection('accesses', {
  version: 1,
  on: [FileRead],
  indexes: [],
  soonComplete: true,
  keys: ({ actor, envelope, position }) =>
    [readingsBy(actor.id), ...envelope.subjects.map(readingsAbout)].map((prefix) => `${prefix}${position}`),
  evolve(_known: AccessDocument | undefined, { data, actor, envelope, position }, id): AccessDocument {
    const { recordedAt, channel, correlationId, subjects } = envelope;
    const access = { id, position, recordedAt, actor, ...data, channel, correlationId, told: subjects.length };
    return id.startsWith('actor/') ? { ...access, people: subjects } : access;
  },
  says: ({ id, position, ...access }: AccessDocument) => [{ ...access, of: id.slice(0, -position.length) }],
});
