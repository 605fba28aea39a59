import type { EventCodec } from '#libs/casework';
import type { EventStore } from '#libs/event-store';
import type { Clock } from '#libs/kernel';
import type { Claims } from './claims.ts';
import type { FoldedAggregates } from './folded-aggregates.ts';
import type { PersonAggregates } from './reach.ts';

/** What the desk stands on. */
export interface DeskParts {
  readonly events: EventStore;
  readonly codec: EventCodec;
  readonly folded: FoldedAggregates;
  readonly claims: Claims;
  readonly clock: Clock;
  readonly people: PersonAggregates;
  /** Keyed hash of a command as sent. */
  readonly digest: (text: string) => string;
}
