import type { Position } from '#libs/event-store';
import { dayInMorocco, type LocalDate } from '#libs/kernel';
import { type Lease, PassedPosition, workUnderLease } from '#libs/read-models';
import { Interrupted } from './dispatch.ts';
import { ProcessSession } from './process-session.ts';
import { nameOf, type ProcessAlarm, type RunnerParts } from './runner-parts.ts';

const LEASE = 'processes';

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
  private readonly passed = new PassedPosition();
  private session: ProcessSession | undefined;
  private running: Promise<void> | undefined;

  constructor({ holder, onAlarm = () => {}, pageSize = 500, leaseTtlMs = 10_000, ...parts }: ProcessRunnerOptions) {
    this.parts = { ...parts, onAlarm, pageSize, leaseTtlMs };
    this.holder = holder;
  }

  start(): void {
    const { readModels, leaseTtlMs, onAlarm } = this.parts;
    const onFault = (error: unknown) => {
      if (!(error instanceof Interrupted)) onAlarm({ kind: 'fault', error: nameOf(error) });
    };
    const leasing = { readModels, name: LEASE, holder: this.holder, leaseTtlMs, onFault };
    this.running ??= workUnderLease(leasing, this.stopping.signal, (lease) => this.react(lease));
  }

  /** Finishes what is under way, notes where it is, and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.passed.end();
  }

  /** Resolves once every event up to the position was reacted to here, or when the runner stops. */
  caughtUpTo(position: Position): Promise<void> {
    return this.passed.reached(position);
  }

  /** Sends what is due up to and including a day, by default today; nothing where another worker holds the lease. */
  async runDue(today: LocalDate = dayInMorocco(this.parts.clock.now())): Promise<void> {
    await this.session?.sendDue(today);
  }

  private async react(lease: Lease): Promise<void> {
    this.session = new ProcessSession(this.parts, lease, (position) => this.passed.advance(position));
    try {
      await this.session.run(this.stopping.signal);
    } finally {
      this.session = undefined;
    }
  }
}
