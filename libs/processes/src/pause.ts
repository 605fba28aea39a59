import { setTimeout as pause } from 'node:timers/promises';

/** Resolves after a while, or at once when the signal ends the wait. */
export async function pauseUnlessAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined);
}
