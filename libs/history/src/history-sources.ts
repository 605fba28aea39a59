import type { EventStore } from '#libs/event-store';
import type { Views } from '#libs/read-models';

export interface HistorySources {
  readonly events: EventStore;
  readonly views: Views;
  /** How long the index may take to hold all that was recorded before the question. Default 5,000. */
  readonly patienceMs?: number;
}
