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
  version: 4,
  on: aggregates.flatMap(({ events }) => events),
  indexes: [{ field: 'correlations', many: true, seldom: true }],
  keys: ({ position }: Seen) => [stretchOf(position)],
  soonComplete: true,
  evolve: (known: CorrelationStretch | undefined, event: Seen) => withEvents(known, [event]),
  evolveAll: withEvents,
  says: ({ correlations: ids, events }: CorrelationStretch) =>
    events.map(([of, stream, revision]) => [ids[of], stream, revision]),
});

function withEvents(known: CorrelationStretch | undefined, added: readonly Seen[]): CorrelationStretch {
  const correlations = [...(known?.correlations ?? [])];
  const events = [...(known?.events ?? [])];
  const places = new Map(correlations.map((correlation, place) => [correlation, place]));
  for (const { envelope, stream, revision } of added) {
    const { correlationId } = envelope;
    let place = places.get(correlationId);
    if (place === undefined) {
      place = correlations.push(correlationId) - 1;
      places.set(correlationId, place);
    }
    events.push([place, stream, revision]);
  }
  return { correlations, events };
}
