import { BEGINNING, type Position } from '#libs/event-store';
import { dayInMorocco, type LocalDate } from '#libs/kernel';
import { LeaseLost } from '#libs/read-models';
import { Interrupted } from './dispatch.ts';
import { pauseUnlessAborted } from './pause.ts';
import { ProcessSession } from './process-session.ts';
import { nameOf, type ProcessAlarm, type RunnerParts } from './runner-parts.ts';

const LEASE = 'processes';
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 10_000;

export interface ProcessRunnerOptions extends Pick<
  RunnerParts,
  'events' | 'readModels' | 'desk' | 'processes' | 'decode' | 'clock'
> {
  /** Names this worker; of several, one reacts and the others wait. */
  readonly holder: string;
  readonly onAlarm?: (alarm: ProcessAlarm) => void;
  /** Events a page holds. Default 500. */
  readonly pageSize?: number;
  /** After so long a silence another worker takes over. Default 10,000. */
  readonly leaseTtlMs?: number;
}

/**
 * Reacts to the log, from its beginning or from where it was stopped, and sends what is due. Killed anywhere, it goes
 * on without leaving anything out or doing anything twice.
 */
export class ProcessRunner {
  private readonly parts: RunnerParts;
  private readonly holder: string;
  private readonly stopping = new AbortController();
  private readonly waiters = new Set<{ readonly position: Position; readonly wake: () => void }>();
  private session: ProcessSession | undefined;
  private running: Promise<void> | undefined;
  private passed: Position = BEGINNING;

  constructor({ holder, onAlarm = () => {}, pageSize = 500, leaseTtlMs = 10_000, ...parts }: ProcessRunnerOptions) {
    this.parts = { ...parts, onAlarm, pageSize, leaseTtlMs };
    this.holder = holder;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Finishes what is under way, notes where it is, and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    for (const { wake } of this.waiters) wake();
  }

  /** Resolves once every event up to the position was reacted to here, or when the runner stops. */
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

  /** Sends what is due up to and including a day, by default today; nothing where another worker holds the lease. */
  async runDue(today: LocalDate = dayInMorocco(this.parts.clock.now())): Promise<void> {
    await this.session?.sendDue(today);
  }

  private async run(): Promise<void> {
    const { readModels, leaseTtlMs, onAlarm } = this.parts;
    const { signal } = this.stopping;
    let faults = 0;
    while (!signal.aborted) {
      try {
        const lease = await readModels.lease(LEASE, this.holder, leaseTtlMs);
        if (!lease) {
          await pauseUnlessAborted(leaseTtlMs / 10, signal);
          continue;
        }
        this.session = new ProcessSession(this.parts, lease, (position) => {
          faults = 0;
          this.pass(position);
        });
        await this.session.run(signal);
        await readModels.release(lease);
      } catch (error) {
        if (!(error instanceof LeaseLost || error instanceof Interrupted))
          onAlarm({ kind: 'fault', error: nameOf(error) });
        await pauseUnlessAborted(Math.min(FIRST_PAUSE_MS * 2 ** faults++, LONGEST_PAUSE_MS), signal);
      } finally {
        this.session = undefined;
      }
    }
  }

  private pass(position: Position): void {
    if (position > this.passed) this.passed = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.wake();
  }
}
