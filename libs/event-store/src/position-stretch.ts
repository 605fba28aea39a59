import type { Position } from './event-store.ts';

/** A position of the embedded engine counts events, one of EventStoreDB the bytes before them. */
const COUNTED = { length: 16, kept: 14 };
const BYTES_KEPT = 12;

/**
 * The stretch of the log a position lies in: a hundred events, or sixty-four kibibytes of them. Stretches sort as
 * their positions do.
 */
export function stretchOf(position: Position): string {
  return position.slice(0, position.length === COUNTED.length ? COUNTED.kept : BYTES_KEPT);
}
