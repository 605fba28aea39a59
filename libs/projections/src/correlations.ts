import { aggregates } from '#libs/casework';
import { projection, type Seen } from '#libs/read-models';
import { type RevisionRuns, withRevision } from './revision-runs.ts';

export interface CorrelationDocument {
  readonly id: string;
  readonly correlationId: string;
  readonly stream: string;
  readonly runs: RevisionRuns;
}

/**
 * Which events one piece of work set in motion: a document for each stream it touched, so that a list of twenty
 * thousand people makes many small documents and none that grows.
 */
export const correlations = projection('correlations', {
  version: 1,
  on: aggregates.flatMap(({ events }) => events),
  indexes: [{ field: 'correlationId' }],
  keys: ({ envelope, stream }: Seen) => [`${envelope.correlationId}/${stream}`],
  evolve(known: CorrelationDocument | undefined, event: Seen, id): CorrelationDocument {
    const { correlationId } = event.envelope;
    return { id, correlationId, stream: event.stream, runs: withRevision(known?.runs ?? [], event.revision) };
  },
});
