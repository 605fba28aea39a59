import type { Aggregate, Happened } from './aggregate.ts';

/** The state after these events. */
export function fold<S>(aggregate: Aggregate<S>, events: readonly Happened[], from: S = aggregate.initial): S {
  return events.reduce((state, event) => aggregate.evolve(state, event), from);
}
