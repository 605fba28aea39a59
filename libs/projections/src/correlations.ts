import { aggregates } from '#libs/casework';
import { stretchOf } from '#libs/event-store';
import { projection, type Seen } from '#libs/read-models';

/** A stretch of the log: which events of it belong together. */
export interface CorrelationStretch {
  readonly correlations: readonly string[];
  /** In commit order. */
  readonly events: readonly CorrelatedEvent[];
}

/** `correlation` is the place in the list of the stretch. */
export type CorrelatedEvent = readonly [correlation: number, stream: string, revision: number];

/**
 * Which events one piece of work set in motion. Nearly every event begins a piece of work, so that a document for each
 * would cost more than all other read models: a stretch of the log has one, found by every correlation in it.
 */
export const correlations = projection('correlations', {
  version: 3,
  on: aggregates.flatMap(({ events }) => events),
  indexes: [{ field: 'correlations', many: true }],
  keys: ({ position }: Seen) => [stretchOf(position)],
  evolve(known: CorrelationStretch | undefined, { envelope, stream, revision }: Seen): CorrelationStretch {
    const { correlations, events } = known ?? { correlations: [], events: [] };
    const at = correlations.lastIndexOf(envelope.correlationId);
    if (at >= 0) return { correlations, events: [...events, [at, stream, revision]] };
    return {
      correlations: [...correlations, envelope.correlationId],
      events: [...events, [correlations.length, stream, revision]],
    };
  },
  says: ({ correlations: ids, events }: CorrelationStretch) =>
    events.map(([of, stream, revision]) => [ids[of], stream, revision]),
});
