import { NumberingRunner } from '#libs/partner-feed';
import { processes, ProcessRunner } from '#libs/processes';
import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Alarm } from './alarm.ts';
import type { DoorParts } from './idmaj.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** What follows the log: the read models, the processes and the numbering of what partners hear. */
export interface Worker {
  readonly projections: ProjectionRunner;
  readonly processes: ProcessRunner;
  readonly numbering: NumberingRunner;
  /** Resolves when this worker has done everything that is in the log, with what that set in motion. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * On one machine a worker that was killed is followed by its own restart, which should not wait long; across a network a
 * short silence is no death, and the engines' own patience holds.
 */
const LEASE_ON_ONE_MACHINE_MS = 3_000;

/** Starts to follow, or to wait for the lease while another worker does. */
export function startWorker(
  { configuration, events, readModels, desk, decode, clock, identity }: DoorParts,
  onAlarm: (alarm: Alarm) => void = () => undefined,
  leaseOnOneMachineMs = LEASE_ON_ONE_MACHINE_MS,
): Worker {
  const lease = configuration.mongoDbUrl === undefined ? { leaseTtlMs: leaseOnOneMachineMs } : {};
  const parts = { events, readModels, decode, onAlarm, holder: randomUUID(), ...lease };
  const projecting = new ProjectionRunner({ ...parts, projections });
  const processing = new ProcessRunner({ ...parts, desk, processes, clock });
  const hash = (purpose: string, text: string) => identity.keys.keyedHash(purpose, text);
  const numbering = new NumberingRunner({ ...parts, hash });
  const stopping = new AbortController();
  const started = startWhenPossible(projecting, onAlarm, stopping.signal);
  processing.start();
  numbering.start();
  return {
    projections: projecting,
    processes: processing,
    numbering,
    async settled() {
      for (let head = ''; head !== (await events.head());) {
        head = await events.head();
        await Promise.all([projecting.caughtUpTo(head), processing.caughtUpTo(head), numbering.caughtUpTo(head)]);
      }
    },
    async stop() {
      stopping.abort();
      await started;
      await Promise.all([processing.stop(), projecting.stop(), numbering.stop()]);
    },
  };
}

/** Engines may come up after the worker does, and a rebuild may be asked for after it has met another log. */
async function startWhenPossible(
  runner: ProjectionRunner,
  onAlarm: (alarm: Alarm) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let wait = FIRST_PAUSE_MS; !signal.aborted; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
    try {
      return await runner.start();
    } catch (error) {
      onAlarm({ kind: 'fault', error: error instanceof Error ? error.message : String(error) });
    }
    await pause(wait, undefined, { signal }).catch(() => undefined);
  }
}
