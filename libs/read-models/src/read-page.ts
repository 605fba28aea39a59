import type { EventStore, Position, RecordedEvent } from '#libs/event-store';

/** A page of the log for folding, which asks for little of each event: still as text, where the engine has it. */
export function readPage(events: EventStore, after: Position, limit: number): Promise<readonly RecordedEvent[]> {
  return events.readAllWritten?.(after, limit) ?? events.readAll(after, limit);
}
