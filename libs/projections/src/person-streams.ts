import { aggregates } from '#libs/casework';
import { projection, type Seen } from '#libs/read-models';
import { type RevisionRuns, withRevision } from './revision-runs.ts';

export interface PersonStreamsDocument {
  readonly id: string;
  /** By stream name: the events that are about the person. */
  readonly streams: Readonly<Record<string, RevisionRuns>>;
}

/**
 * Where else the log tells of a person: every event about them outside the streams that carry their own id. Of a
 * stream that many people are in, such as an agreement's, it names the events of this one alone.
 */
export const personStreams = projection('person-streams', {
  version: 1,
  on: aggregates.flatMap(({ events }) => events),
  indexes: [],
  keys: ({ id, envelope }: Seen) => envelope.subjects.filter((person) => person !== id),
  evolve(known: PersonStreamsDocument | undefined, event: Seen, person): PersonStreamsDocument {
    const streams = known?.streams ?? {};
    const runs = withRevision(streams[event.stream] ?? [], event.revision);
    return { id: person, streams: { ...streams, [event.stream]: runs } };
  },
});
