import { randomUUID } from 'node:crypto';
import type { EventStore, Position, RecordedEvent } from '#libs/event-store';
import { compareWithRebuild } from './compare-with-rebuild.ts';
import { GenerationPointers, isOfVersion, nextGeneration, type Pointer } from './generation-pointers.ts';
import { Progress } from './progress.ts';
import type { AnyProjection, Seen } from './projection.ts';
import type { Lease, ReadModels } from './read-models.ts';
import { CheckpointOfAnotherLog, type RunnerAlarm, whatWentWrong } from './runner-alarms.ts';
import type { RunnerCircumstances } from './runner-circumstances.ts';
import { RunnerSession } from './runner-session.ts';
import { SeenEvents } from './seen-events.ts';
import { hasPassed } from './wait-for-position.ts';
import { workUnderLease } from './work-under-lease.ts';

export interface RunnerParts {
  readonly events: EventStore;
  readonly readModels: ReadModels;
  readonly projections: readonly AnyProjection[];
  /** Reads a stored event; throws on one that is declared nowhere. */
  readonly decode: (event: RecordedEvent) => Seen;
  /** Names this worker; two that work at once need two names. Default: one of its own. */
  readonly holder?: string;
  /** Events that are folded and stored together. Default 1,000. */
  readonly pageSize?: number;
  /** After so long a silence another worker takes over. Default 10,000. */
  readonly leaseTtlMs?: number;
  readonly keptDocuments?: number;
  readonly keptWhileBuilding?: number;
  readonly onAlarm?: (alarm: RunnerAlarm) => void;
}

const LEASE = 'projections';
const ASK_EVERY_MS = 100;

/**
 * Folds the log into the documents of all projections. Of several runners one works, and another takes over when it is
 * gone. What may run twice never counts twice: every document says which event was folded into it last.
 */
export class ProjectionRunner {
  private readonly parts: RunnerCircumstances;
  private readonly holder: string;
  private readonly stopping = new AbortController();
  private started: Promise<void> | undefined;
  private working: Promise<void> = Promise.resolve();
  private session: RunnerSession | undefined;

  constructor(parts: RunnerParts) {
    const { projections, readModels, decode, holder = randomUUID(), onAlarm = () => undefined } = parts;
    this.holder = holder;
    this.parts = {
      ...parts,
      seen: new SeenEvents(projections, decode),
      pointers: new GenerationPointers(readModels),
      progress: Progress.of(readModels),
      pageSize: parts.pageSize ?? 1_000,
      keptDocuments: parts.keptDocuments ?? 2_000,
      keptWhileBuilding: parts.keptWhileBuilding ?? 4_000,
      leaseTtlMs: parts.leaseTtlMs ?? 10_000,
      onAlarm,
    };
  }

  /**
   * Begins to work, or to wait for the lease; from then on it goes on by itself whatever store is away for a while.
   * Errors: `CheckpointOfAnotherLog`, unless a rebuild of it was asked for; a store that is away now. Then it has not
   * begun, and may be started again.
   */
  async start(): Promise<void> {
    this.started ??= this.begin();
    const starting = this.started;
    try {
      await starting;
    } catch (error) {
      if (this.started === starting) this.started = undefined;
      throw error;
    }
  }

  /** Finishes what it has begun to fold, stores how far it is, and lets another runner take over at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.started?.catch(() => undefined);
    await this.working;
  }

  /** True when every projection has passed the position, whichever process did it; false when it took too long. */
  async caughtUpTo(position: Position, timeoutMs = 60_000): Promise<boolean> {
    const passed = this.parts.projections.map((projection) =>
      hasPassed(this.parts, projection.name, position, timeoutMs),
    );
    return (await Promise.all(passed)).every(Boolean);
  }

  /**
   * Builds the documents anew from the whole log, beside those that queries read, and switches when they have caught
   * up. Given several, the log is read once. Whichever process has the lease does it.
   */
  async rebuild(...names: readonly string[]): Promise<void> {
    await this.ask(names, (pointer, projection) =>
      isOfVersion(pointer.building, projection)
        ? pointer
        : { ...pointer, building: nextGeneration(projection, pointer) },
    );
  }

  /** Folds parked events after a fix. Answers how many are still parked. */
  async replayParked(name: string): Promise<number> {
    await this.ask([name], (pointer) => (pointer.replay ? pointer : { ...pointer, replay: true }));
    const { live } = await this.parts.pointers.get(name);
    return live === undefined ? 0 : (await this.parts.readModels.parked(live)).length;
  }

  /** Ids of the documents that differ from what a rebuild makes of the same events. One at a time. */
  async compare(name: string): Promise<readonly string[]> {
    return compareWithRebuild(this.parts, this.projection(name), await this.parts.events.logId(), this.stopping.signal);
  }

  private async begin(): Promise<void> {
    await this.parts.pointers.prepare();
    await this.refuseAnotherLog();
    const { readModels, leaseTtlMs, onAlarm } = this.parts;
    const onFault = (error: unknown) => onAlarm({ kind: 'fault', error: whatWentWrong(error) });
    const leasing = { readModels, name: LEASE, holder: this.holder, leaseTtlMs, onFault };
    this.working = workUnderLease(leasing, this.stopping.signal, (lease) => this.work(lease));
  }

  private async refuseAnotherLog(): Promise<void> {
    const logId = await this.parts.events.logId();
    const pointers = await this.parts.pointers.all(this.parts.projections.map(({ name }) => name));
    for (const projection of this.parts.projections) {
      const { live, building } = pointers.get(projection.name) ?? {};
      if (live === undefined || building !== undefined) continue;
      const checkpoint = await this.parts.readModels.checkpoint(live);
      if (checkpoint && checkpoint.logId !== logId) throw new CheckpointOfAnotherLog(live);
    }
  }

  private async work(lease: Lease): Promise<void> {
    try {
      this.session = new RunnerSession(this.parts, lease);
      await this.session.run(this.stopping.signal);
    } finally {
      this.session = undefined;
    }
  }

  /** Writes a wish where the worker sees it, and waits until it is done. */
  private async ask(
    names: readonly string[],
    wish: (pointer: Pointer, projection: AnyProjection) => Pointer,
  ): Promise<void> {
    const projections = names.map((name) => this.projection(name));
    await this.parts.pointers.prepare();
    for (const projection of projections) {
      await this.parts.pointers.change(projection.name, (pointer) => wish(pointer, projection));
    }
    await this.start();
    this.session?.attendNow();
    while (!this.stopping.signal.aborted) {
      const pointers = await this.parts.pointers.all(names);
      if ([...pointers.values()].every(({ building, replay }) => building === undefined && !replay)) return;
      await this.parts.progress.nextSwitch(ASK_EVERY_MS);
    }
    throw new Error('The runner was stopped before this was done; it is done when one runs again.');
  }

  private projection(name: string): AnyProjection {
    const projection = this.parts.projections.find((one) => one.name === name);
    if (!projection) throw new Error(`There is no projection ${name}.`);
    return projection;
  }
}
