import { Problem } from '#libs/kernel';
import type { Parts } from '../parts.ts';

const PATIENCE_MS = 5_000;
const MOMENT_MS = 250;

/**
 * Waits until a read model holds what a receipt's position says, 5 s at most. Throws `query.bad-position` for what
 * this log never wrote, `query.not-caught-up` when it takes longer.
 */
export async function caughtUp({ events, views }: Parts, name: string, position: string | undefined): Promise<void> {
  if (position === undefined) return;
  let head = await events.head();
  if (position > head) {
    // A follower of a cluster may know of the newest event a moment later.
    await events.changed(head, MOMENT_MS);
    head = await events.head();
  }
  if (position > head) throw new Problem('query.bad-position');
  if (!(await views.waitFor(name, position, PATIENCE_MS))) throw new Problem('query.not-caught-up');
}
