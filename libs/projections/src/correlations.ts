import { aggregates } from '#libs/casework';
import { projection, type Seen } from '#libs/read-models';
import { type RevisionRuns, withRevision } from './revision-runs.ts';

export interface CorrelationDocument {
  readonly stream: string;
  readonly runs: RevisionRuns;
}

/**
 * Which events one piece of work set in motion: a document for each stream it touched, so that a list of twenty
 * thousand people makes many small documents and none that grows.
 */
export const correlations = projection('correlations', {
  version: 2,
  on: aggregates.flatMap(({ events }) => events),
  // Found by the beginning of their ids: nearly every event makes one of these, and an index would double its price.
  indexes: [],
  keys: ({ envelope, stream }: Seen) => [`${correlationPrefix(envelope.correlationId)}${stream}`],
  evolve(known: CorrelationDocument | undefined, { stream, revision }: Seen): CorrelationDocument {
    return { stream, runs: withRevision(known?.runs ?? [], revision) };
  },
});

/** What the ids of one correlation's documents begin with. */
export function correlationPrefix(correlationId: string): string {
  return `${correlationId}/`;
}
