import type { RecordedEvent } from '#libs/event-store';
import type { Seen } from '#libs/read-models';

/** An event as the history tells it: read for folding, and with the id by which others name it as their cause. */
export interface ToldEvent {
  readonly eventId: string;
  readonly seen: Seen;
}

export type Decode = (event: RecordedEvent) => Seen;

export function toldEvent(decode: Decode, event: RecordedEvent): ToldEvent {
  return { eventId: event.id, seen: decode(event) };
}
