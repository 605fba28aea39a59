import type { Position } from '#libs/event-store';
import { PassedPosition, type RunnerAlarm, workUnderLease } from '#libs/read-models';
import { type NumberingParts, NumberingSession } from './numbering-session.ts';

const LEASE = 'partner-feed';

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
  private readonly passed = new PassedPosition();
  private running: Promise<void> | undefined;

  constructor({ holder, onAlarm = () => {}, pageSize = 500, leaseTtlMs = 5_000, ...parts }: NumberingRunnerOptions) {
    const { events, readModels, decode, hash } = parts;
    this.parts = { events, readModels, decode, hash, pageSize, leaseTtlMs };
    this.holder = holder;
    this.onAlarm = onAlarm;
  }

  start(): void {
    const { readModels, leaseTtlMs } = this.parts;
    // An error's own text may quote what was in an event; its name does not.
    const onFault = (error: unknown) =>
      this.onAlarm({
        kind: 'fault',
        error: error instanceof Error ? error.name : 'Something that is no error was thrown.',
      });
    const leasing = { readModels, name: LEASE, holder: this.holder, leaseTtlMs, onFault };
    this.running ??= workUnderLease(leasing, this.stopping.signal, (lease) =>
      new NumberingSession(this.parts, lease, (position) => this.passed.advance(position)).run(this.stopping.signal),
    );
  }

  /** Finishes what is under way and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.passed.end();
  }

  /** Resolves once every event up to the position was numbered here, or when the runner stops. */
  caughtUpTo(position: Position): Promise<void> {
    return this.passed.reached(position);
  }
}
