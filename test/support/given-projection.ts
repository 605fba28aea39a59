import type { Actor } from '#libs/event-store';
import { canonicalJson, type Fact, type LocalDate } from '#libs/kernel';
import type { AnyProjection, Seen } from '#libs/read-models';

interface Happening {
  /** Default `<something>-<id>`; its kind is what matters where a projection looks at the stream. */
  readonly stream?: string;
  readonly revision?: number;
  readonly actor?: Partial<Actor>;
  readonly occurredOn?: LocalDate;
  readonly recordedAt?: string;
  readonly subjects?: readonly string[];
}

/** The fact, as it happened to someone or something; `givenProjection` puts it behind the one before. */
export function happenedTo<F extends Fact>(id: string, fact: F, happening: Happening = {}): Seen<F> {
  const { stream = `something-${id}`, revision = -1, occurredOn = '2026-03-01', subjects = [] } = happening;
  const actor = { id: 'someone', role: 'data-steward', unit: '*', ...happening.actor };
  const envelope = {
    commandId: '00000000-0000-4000-8000-00000000c0de',
    commandDigest: '',
    command: 'some-command',
    correlationId: '00000000-0000-4000-8000-00000000c0de',
    causationId: '00000000-0000-4000-8000-00000000c0de',
    actor,
    occurredOn,
    recordedAt: happening.recordedAt ?? `${occurredOn}T09:00:00.000Z`,
    subjects,
    channel: 'http' as const,
    schemaVersion: 1,
  };
  return { ...fact, id, stream, revision, position: '', actor, occurredOn, envelope };
}

/** The documents a projection makes of these events, by their keys, as they would be read back from a store. */
export function documentsOf(projection: AnyProjection, ...events: readonly Seen[]): Record<string, object> {
  const types = new Set(projection.on.map(({ type }) => type));
  const documents = new Map<string, object>();
  const revisions = new Map<string, number>();
  events.forEach((given, index) => {
    const next = given.revision >= 0 ? given.revision : (revisions.get(given.stream) ?? -1) + 1;
    revisions.set(given.stream, next);
    const event = { ...given, revision: next, position: String(index + 1).padStart(16, '0') };
    if (types.has(event.type)) foldInto(documents, projection, event);
  });
  return Object.fromEntries([...documents].map(([key, body]) => [key, JSON.parse(JSON.stringify(body)) as object]));
}

function foldInto(documents: Map<string, object>, projection: AnyProjection, event: Seen): void {
  for (const key of new Set(projection.keys(event))) {
    const before = documents.get(key);
    const untouched = canonicalJson(before ?? null);
    const after = projection.evolve(before as never, event, key);
    if (canonicalJson(before ?? null) !== untouched)
      throw new Error(`evolve changed the document ${key} it was given.`);
    if (after === null) documents.delete(key);
    else if (after !== undefined) documents.set(key, after);
  }
}

/** `givenProjection(projectList, happenedTo(id, ProjectProposed({…})), …).then({ [id]: {…} })` */
export function givenProjection(projection: AnyProjection, ...events: readonly Seen[]) {
  const documents = () => documentsOf(projection, ...events);
  return {
    /** Exactly these documents, by their keys. */
    then: (expected: Record<string, object>) => expect(documents()).toEqual(expected),
    /** At least these documents, and of them at least these fields. */
    thenAmongOthers: (expected: Record<string, object>) => expect(documents()).toMatchObject(expected),
    thenNothing: () => expect(documents()).toEqual({}),
  };
}
