import { BEGINNING, type Position } from '#libs/event-store';
import { feed, lowest } from './building.ts';
import { LeaseLost } from './errors.ts';
import { followLog, pauseUnlessAborted } from './follow-log.ts';
import { Generation } from './generation.ts';
import { GenerationBuilds } from './generation-builds.ts';
import { isOfVersion, type Pointer } from './generation-pointers.ts';
import type { AnyProjection } from './projection.ts';
import type { Lease } from './read-models.ts';
import { CheckpointOfAnotherLog, whatWentWrong } from './runner-alarms.ts';
import type { FedGenerations, RunnerCircumstances } from './runner-circumstances.ts';

/** How often the worker looks whether another process wants something rebuilt or replayed. */
const LOOK_EVERY_MS = 1_000;
/** Documents and pages of indexes that many events change are then written once for all of them. */
const GATHER_MS = { atLeast: 15, atMost: 100 };

/** The work of one runner from taking the lease until it is lost, something fails, or it is told to stop. */
export class RunnerSession implements FedGenerations {
  readonly ending = new AbortController();
  live: readonly Generation[] = [];
  position: Position = BEGINNING;
  logId = '';
  private readonly builds = new GenerationBuilds(this);
  private turns: Promise<unknown> = Promise.resolve();
  private looks: Promise<void> | undefined;
  private wake = () => {};
  /** Something was asked for since the last look began. */
  private isWanted = false;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    readonly parts: RunnerCircumstances,
    readonly lease: Lease,
  ) {}

  get signal(): AbortSignal {
    return this.ending.signal;
  }

  async run(stopping: AbortSignal): Promise<void> {
    const stop = () => this.end();
    stopping.addEventListener('abort', stop);
    if (stopping.aborted) this.end();
    const fed = this.parts.progress.feeding();
    try {
      await this.open();
      await Promise.all([this.follow(), this.attend(), this.keepLease()].map((work) => work.catch(this.fail)));
    } finally {
      fed();
      stopping.removeEventListener('abort', stop);
    }
    if (this.failure) throw this.failure.error;
  }

  attendNow(): void {
    this.isWanted = true;
    this.wake();
  }

  turn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turns.then(work);
    this.turns = mine.catch(() => undefined);
    return mine;
  }

  openGeneration(projection: AnyProjection, collection: string, kept: number): Promise<Generation> {
    const { events, readModels, onAlarm } = this.parts;
    return Generation.open(readModels, projection, collection, {
      events,
      logId: this.logId,
      kept,
      onParked: ({ position, stream, type, error }) =>
        onAlarm({ kind: 'parked', projection: projection.name, position, stream, type, error }),
    });
  }

  feedInstead(generations: readonly Generation[]): void {
    const replaced = new Set(generations.map(({ projection }) => projection.name));
    if (this.live.length === 0) this.position = lowest(generations);
    this.live = [...this.live.filter(({ projection }) => !replaced.has(projection.name)), ...generations];
    this.tell();
    this.wake();
  }

  private async open(): Promise<void> {
    const { events, pointers, projections, keptDocuments } = this.parts;
    this.logId = await events.logId();
    const all = await pointers.all(projections.map(({ name }) => name));
    const live: Generation[] = [];
    for (const projection of projections) {
      const pointer: Pointer = all.get(projection.name) ?? {};
      if (pointer.live === undefined || !isOfVersion(pointer.live, projection)) continue;
      try {
        await this.parts.readModels.prepare([{ name: pointer.live, indexes: projection.indexes }]);
        live.push(await this.openGeneration(projection, pointer.live, keptDocuments));
      } catch (error) {
        // It is being replaced, so that it cannot be fed from this log does not matter.
        if (!(error instanceof CheckpointOfAnotherLog) || pointer.building === undefined) throw error;
      }
    }
    this.live = live;
    this.position = lowest(live);
    this.tell();
  }

  private async follow(): Promise<void> {
    const { events, readModels, seen, pageSize, onAlarm } = this.parts;
    while (this.live.length === 0 && !this.signal.aborted) await this.nextLook();
    const following = {
      pageSize,
      gatherMs: GATHER_MS,
      asWritten: true,
      signal: this.signal,
      onFault: (error: Error) => onAlarm({ kind: 'fault', error: whatWentWrong(error) }),
    };
    for await (const page of followLog(events, this.position, following)) {
      await this.turn(async () => {
        await feed({ readModels, seen, lease: this.lease }, this.live, page);
        this.position = page.at(-1)?.position ?? this.position;
        this.tell();
      });
    }
  }

  private async attend(): Promise<void> {
    while (!this.signal.aborted) {
      this.isWanted = false;
      await this.builds.attend();
      if (!this.isWanted) await this.nextLook();
    }
  }

  private async keepLease(): Promise<void> {
    const { readModels, leaseTtlMs } = this.parts;
    const { name, holder, fence } = this.lease;
    while (!this.signal.aborted) {
      await pauseUnlessAborted(leaseTtlMs / 3, this.signal);
      if (this.signal.aborted) return;
      const renewed = await readModels.lease(name, holder, leaseTtlMs);
      if (renewed?.fence !== fence) throw new LeaseLost(name);
    }
  }

  private tell(): void {
    for (const { projection, position } of this.live) this.parts.progress.advance(projection.name, position);
  }

  private end(): void {
    this.ending.abort();
    this.wake();
  }

  private readonly fail = (error: unknown): void => {
    this.failure ??= { error };
    this.end();
  };

  private nextLook(): Promise<void> {
    this.looks ??= new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.wake(), LOOK_EVERY_MS);
      this.wake = () => {
        clearTimeout(timer);
        this.looks = undefined;
        this.wake = () => {};
        resolve();
      };
      if (this.signal.aborted) this.wake();
    });
    return this.looks;
  }
}
