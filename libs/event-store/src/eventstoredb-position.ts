import type { Position as ClientPosition } from '@eventstore/db-client';
import type { Position } from './event-store.ts';

/** Hexadecimal digits of one half; all 64 bits have their place, so that text sorts as the numbers do. */
const WIDTH = 16;
const PATTERN = /^([0-9a-f]{16})-([0-9a-f]{16})$/;

/** Both halves are kept: a cluster that was upgraded may hold transactions, whose events share the commit half. */
export function positionText({ commit, prepare }: ClientPosition): Position {
  return `${half(commit)}-${half(prepare)}`;
}

/** What was never a position of this engine is an error, not a guess: read from there, everything before is skipped. */
export function clientPosition(position: Position): ClientPosition {
  const [, commit, prepare] = PATTERN.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) throw foreignPosition();
  return { commit: BigInt(`0x${commit}`), prepare: BigInt(`0x${prepare}`) };
}

export function foreignPosition(): RangeError {
  return new RangeError('This is not a position of this EventStoreDB. A read model of another log must be rebuilt.');
}

function half(value: bigint): string {
  return value.toString(16).padStart(WIDTH, '0');
}
