import { BEGINNING, type EventStore, type Position } from '#libs/event-store';
import { type Clock, type JsonObject, SystemClock } from '#libs/kernel';
import { ReadModelsUnavailable, UndeclaredIndex, UnknownCollection } from './errors.ts';
import { GenerationPointers, isOfVersion } from './generation-pointers.ts';
import { type Lag, LogDistance } from './log-distance.ts';
import { Progress } from './progress.ts';
import type { AnyProjection } from './projection.ts';
import type { Condition, Group, Page, ParkedEvent, Query, ReadModels } from './read-models.ts';
import { hasPassed } from './wait-for-position.ts';

export interface ViewsParts {
  readonly readModels: ReadModels;
  readonly events: EventStore;
  readonly projections: readonly AnyProjection[];
  readonly clock?: Clock;
}

/** Where the documents of a projection are, for those who look after them. */
export interface ProjectionStatus extends Lag {
  /** Physical collection, `<name>@<version>.<generation>`; absent until it was built first. */
  readonly live: string | undefined;
  readonly building: string | undefined;
  readonly parked: number;
}

/** A switch made by another process is noticed after so long, or when the old documents are gone. */
const REMEMBERED_MS = 1_000;

/**
 * What queries read: the live documents of each projection, by its name.
 * Errors: `ReadModelsUnavailable`, also while a projection is built for the first time or in a new version.
 */
export class Views {
  private readonly pointers: GenerationPointers;
  private readonly progress: Progress;
  private readonly distance: LogDistance;
  private readonly live = new Map<string, { collection: Promise<string>; until: number; switches: number }>();

  constructor(private readonly parts: ViewsParts) {
    this.pointers = new GenerationPointers(parts.readModels);
    this.progress = Progress.of(parts.readModels);
    this.distance = new LogDistance(parts.events, parts.clock ?? new SystemClock());
  }

  get(name: string, id: string): Promise<JsonObject | undefined> {
    return this.read(name, (collection) => this.parts.readModels.get(collection, id));
  }

  find(name: string, query: Query): Promise<Page> {
    return this.read(name, (collection) => this.parts.readModels.find(collection, query));
  }

  count(name: string, where?: readonly Condition[]): Promise<number> {
    return this.read(name, (collection) => this.parts.readModels.count(collection, where));
  }

  group(
    name: string,
    where: readonly Condition[],
    by: readonly string[],
    sums?: readonly string[],
  ): Promise<readonly Group[]> {
    return this.read(name, (collection) => this.parts.readModels.group(collection, where, by, sums));
  }

  /** Events that could not be folded, in the order of the log. */
  parked(name: string): Promise<readonly ParkedEvent[]> {
    return this.read(name, (collection) => this.parts.readModels.parked(collection));
  }

  /** True once the documents hold everything up to the position; false when that took longer than `timeoutMs`. */
  async waitFor(name: string, position: Position, timeoutMs: number): Promise<boolean> {
    this.projection(name);
    const watched = { ...this.parts, pointers: this.pointers, progress: this.progress };
    const passed = await hasPassed(watched, name, position, timeoutMs);
    // What passed is what is live now, not what is remembered.
    if (passed) this.live.delete(name);
    return passed;
  }

  /** How far each projection is behind the log. */
  async lag(): Promise<readonly Lag[]> {
    return (await this.positions()).map(({ name, events, seconds }) => ({ name, events, seconds }));
  }

  async status(): Promise<readonly ProjectionStatus[]> {
    return Promise.all(
      (await this.positions()).map(async (one) => {
        const parked = one.live === undefined ? [] : await this.parts.readModels.parked(one.live);
        return { ...one, parked: parked.length };
      }),
    );
  }

  private async positions(): Promise<readonly Omit<ProjectionStatus, 'parked'>[]> {
    const names = this.parts.projections.map(({ name }) => name);
    const pointers = await this.pointers.all(names);
    const behind = this.distance.fromNow();
    return Promise.all(
      names.map(async (name) => {
        const { live, building } = pointers.get(name) ?? {};
        const checkpoint = live === undefined ? undefined : await this.parts.readModels.checkpoint(live);
        return { name, ...(await behind(checkpoint?.position ?? BEGINNING)), live, building };
      }),
    );
  }

  private async read<T>(name: string, question: (collection: string) => Promise<T>): Promise<T> {
    const projection = this.projection(name);
    for (let again = 0; ; again++) {
      const collection = await this.resolve(projection, again > 0);
      try {
        return await question(collection);
      } catch (error) {
        if (error instanceof UnknownCollection && again < 2) continue;
        if (error instanceof UndeclaredIndex && !isOfVersion(collection, projection)) throw notYet(name, error);
        throw error;
      }
    }
  }

  private resolve({ name }: AnyProjection, anew: boolean): Promise<string> {
    const known = this.live.get(name);
    const { switches } = this.progress;
    if (known && !anew && known.switches === switches && known.until > performance.now()) return known.collection;
    const asked = { collection: this.ask(name), until: performance.now() + REMEMBERED_MS, switches };
    // Remembered from when it was asked, so that who waited for a switch is not answered from before it.
    this.live.set(name, asked);
    asked.collection.catch(() => {
      if (this.live.get(name) === asked) this.live.delete(name);
    });
    return asked.collection;
  }

  private async ask(name: string): Promise<string> {
    const { live } = await this.pointers.get(name);
    if (live === undefined) throw notYet(name);
    return live;
  }

  private projection(name: string): AnyProjection {
    const projection = this.parts.projections.find((one) => one.name === name);
    if (!projection) throw new Error(`There is no projection ${name}.`);
    return projection;
  }
}

function notYet(name: string, cause?: unknown): ReadModelsUnavailable {
  return new ReadModelsUnavailable(`The documents of ${name} are still being built. Ask again soon.`, { cause });
}
