import { BEGINNING, type Position } from '#libs/event-store';
import { LeaseLost, type RunnerAlarm } from '#libs/read-models';
import { setTimeout as pause } from 'node:timers/promises';
import { type NumberingParts, NumberingSession } from './numbering-session.ts';

const LEASE = 'partner-feed';
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 10_000;

export interface NumberingRunnerOptions extends Pick<NumberingParts, 'events' | 'readModels' | 'decode' | 'hash'> {
  /** Names this worker; of several, one numbers and the others wait. */
  readonly holder: string;
  readonly onAlarm?: (alarm: Extract<RunnerAlarm, { kind: 'fault' }>) => void;
  /** Events a page holds. Default 500. */
  readonly pageSize?: number;
  /** How long a worker that died keeps the others waiting. Default 5 s. */
  readonly leaseTtlMs?: number;
}

/** Numbers what leaves for each partner. Killed anywhere, it goes on without a gap and gives no number twice. */
export class NumberingRunner {
  private readonly parts: NumberingParts;
  private readonly holder: string;
  private readonly onAlarm: (alarm: Extract<RunnerAlarm, { kind: 'fault' }>) => void;
  private readonly stopping = new AbortController();
  private readonly waiters = new Set<{ readonly position: Position; readonly wake: () => void }>();
  private running: Promise<void> | undefined;
  private passed: Position = BEGINNING;

  constructor({ holder, onAlarm = () => {}, pageSize = 500, leaseTtlMs = 5_000, ...parts }: NumberingRunnerOptions) {
    const { events, readModels, decode, hash } = parts;
    this.parts = { events, readModels, decode, hash, pageSize, leaseTtlMs };
    this.holder = holder;
    this.onAlarm = onAlarm;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Finishes what is under way and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    for (const { wake } of this.waiters) wake();
  }

  /** Resolves once every event up to the position was numbered here, or when the runner stops. */
  caughtUpTo(position: Position): Promise<void> {
    if (this.passed >= position || this.stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter = {
        position,
        wake: () => {
          this.waiters.delete(waiter);
          resolve();
        },
      };
      this.waiters.add(waiter);
    });
  }

  private async run(): Promise<void> {
    const { readModels, leaseTtlMs } = this.parts;
    const { signal } = this.stopping;
    let faults = 0;
    while (!signal.aborted) {
      try {
        const lease = await readModels.lease(LEASE, this.holder, leaseTtlMs);
        if (!lease) {
          await pause(leaseTtlMs / 4, undefined, { signal }).catch(() => undefined);
          continue;
        }
        const session = new NumberingSession(this.parts, lease, (position) => {
          faults = 0;
          this.pass(position);
        });
        await session.run(signal).finally(() => readModels.release(lease).catch(() => undefined));
      } catch (error) {
        // An error's own text may quote what was in an event; its name does not.
        const name = error instanceof Error ? error.name : 'Something that is no error was thrown.';
        if (!(error instanceof LeaseLost)) this.onAlarm({ kind: 'fault', error: name });
        const wait = Math.min(FIRST_PAUSE_MS * 2 ** faults++, LONGEST_PAUSE_MS);
        await pause(wait, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private pass(position: Position): void {
    if (position > this.passed) this.passed = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.wake();
  }
}
