import { LeaseLost } from './errors.ts';
import { pauseUnlessAborted } from './follow-log.ts';
import type { Lease, ReadModels } from './read-models.ts';

export interface Leasing {
  readonly readModels: ReadModels;
  /** What is leased, e.g. `projections`. */
  readonly name: string;
  readonly holder: string;
  readonly leaseTtlMs: number;
  /** Told of everything that ends the work but the loss of the lease; the work is begun again by itself. */
  readonly onFault: (error: unknown) => void;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Does the work whenever it can have the lease, until the signal says stop: of several workers one works, and another
 * takes over when it is gone. The work keeps its lease alive itself. After a fault it is begun again, each time later,
 * until it has gone well for a while.
 */
export async function workUnderLease(
  { readModels, name, holder, leaseTtlMs, onFault }: Leasing,
  signal: AbortSignal,
  work: (lease: Lease) => Promise<void>,
): Promise<void> {
  let faults = 0;
  while (!signal.aborted) {
    const begun = performance.now();
    try {
      const lease = await readModels.lease(name, holder, leaseTtlMs);
      if (lease) await work(lease).finally(() => readModels.release(lease).catch(() => undefined));
      else await pauseUnlessAborted(leaseTtlMs / 10, signal);
    } catch (error) {
      if (!(error instanceof LeaseLost)) onFault(error);
      if (performance.now() - begun > LONGEST_PAUSE_MS) faults = 0;
      await pauseUnlessAborted(Math.min(FIRST_PAUSE_MS * 2 ** faults++, LONGEST_PAUSE_MS), signal);
    }
  }
}
