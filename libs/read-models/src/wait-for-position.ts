import type { Position } from '#libs/event-store';
import type { GenerationPointers } from './generation-pointers.ts';
import type { Progress } from './progress.ts';
import type { ReadModels } from './read-models.ts';

export interface Watched {
  readonly readModels: ReadModels;
  readonly pointers: GenerationPointers;
  readonly progress: Progress;
}

const FIRST_LOOK_MS = 20;
/** Where a runner of this process tells of its progress, looking is only for when it loses the lease. */
const LONGEST_LOOK_MS = 250;

/** True when the live documents of a projection hold everything up to the position; false when it took too long. */
export async function hasPassed(
  { readModels, pointers, progress }: Watched,
  name: string,
  position: Position,
  timeoutMs: number,
): Promise<boolean> {
  const giveUpAt = performance.now() + timeoutMs;
  let wait = FIRST_LOOK_MS;
  for (;;) {
    if (progress.positionOf(name) >= position) return true;
    const { live } = await pointers.get(name);
    const checkpoint = live === undefined ? undefined : await readModels.checkpoint(live);
    if (checkpoint && checkpoint.position >= position) return true;
    const left = giveUpAt - performance.now();
    if (left <= 0) return false;
    await progress.changed(name, position, Math.min(left, progress.isFedHere ? LONGEST_LOOK_MS : wait));
    wait = Math.min(wait * 1.5, LONGEST_LOOK_MS);
  }
}
