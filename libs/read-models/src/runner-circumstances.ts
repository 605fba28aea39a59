import type { EventStore, Position } from '#libs/event-store';
import type { Generation } from './generation.ts';
import type { GenerationPointers } from './generation-pointers.ts';
import type { Progress } from './progress.ts';
import type { AnyProjection } from './projection.ts';
import type { Lease, ReadModels } from './read-models.ts';
import type { RunnerAlarm } from './runner-alarms.ts';
import type { SeenEvents } from './seen-events.ts';

/** What the parts of one runner have in common. */
export interface RunnerCircumstances {
  readonly events: EventStore;
  readonly readModels: ReadModels;
  readonly projections: readonly AnyProjection[];
  readonly seen: SeenEvents;
  readonly pointers: GenerationPointers;
  readonly progress: Progress;
  readonly pageSize: number;
  /** Documents of each live generation that may stay in memory. */
  readonly keptDocuments: number;
  /** Documents of all generations being built that may stay in memory. */
  readonly keptWhileBuilding: number;
  readonly leaseTtlMs: number;
  readonly onAlarm: (alarm: RunnerAlarm) => void;
}

/** What the holder of the lease feeds, as those see it who change it beside. */
export interface FedGenerations {
  readonly parts: RunnerCircumstances;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  readonly live: readonly Generation[];
  /** The last event that every live generation has seen. */
  readonly position: Position;
  /** One at a time: feeding a page, switching a generation, folding parked events. */
  turn<T>(work: () => Promise<T>): Promise<T>;
  openGeneration(projection: AnyProjection, collection: string, kept: number): Promise<Generation>;
  /** From here on these are fed, in place of those of the same projections. */
  feedInstead(generations: readonly Generation[]): void;
  /** Something is to be done; do not wait for the next look. */
  attendNow(): void;
}
