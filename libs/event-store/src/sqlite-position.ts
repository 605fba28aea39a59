import { BEGINNING, type Position } from './event-store.ts';

/** Digits of every number a double holds exactly, so that text sorts as the numbers do. */
const WIDTH = 16;

export function positionOf(key: number | bigint): Position {
  return String(key).padStart(WIDTH, '0');
}

/** The key of a position of any log; what was never a position of this engine's is an error, not a guess. */
export function keyOf(position: Position): number {
  if (position === BEGINNING) return 0;
  if (!/^\d{16}$/.test(position)) throw new RangeError('This is not a position of an embedded event store.');
  return Number(position);
}
