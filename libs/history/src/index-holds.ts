import type { Position } from '#libs/event-store';
import { Problem } from '#libs/kernel';
import { UnknownCollection, type Views } from '#libs/read-models';

const PATIENCE_MS = 5_000;

/** Waits until a projection holds everything up to the head. Throws `query.not-caught-up`. */
export async function indexHolds(
  views: Views,
  name: string,
  head: Position,
  patienceMs: number = PATIENCE_MS,
): Promise<void> {
  if (!(await hasPassed(views, name, head, patienceMs))) throw new Problem('query.not-caught-up');
}

/** A projection that was never built holds nothing. */
export async function hasPassed(views: Views, name: string, head: Position, patienceMs: number): Promise<boolean> {
  try {
    return await views.waitFor(name, head, patienceMs);
  } catch (error) {
    if (error instanceof UnknownCollection) return false;
    throw error;
  }
}
