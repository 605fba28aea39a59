import { setImmediate as nextTurn } from 'node:timers/promises';
import { BEGINNING, type EventStore, type Position, type RecordedEvent } from '#libs/event-store';
import { LeaseLost } from './errors.ts';
import type { Generation } from './generation.ts';
import type { Lease, ReadModels } from './read-models.ts';
import type { SeenEvents } from './seen-events.ts';

/** Larger pages outlive the young part of the heap, and then cost more than they save; between two others have a turn. */
const PAGE_SIZE = 250;
/** Documents one transaction writes, so that other writers wait for milliseconds only. */
const WRITTEN_AT_ONCE = 1_000;

export interface BuildingParts {
  readonly events: EventStore;
  readonly readModels: ReadModels;
  readonly seen: SeenEvents;
  readonly lease?: Lease;
}

/**
 * Builds new generations in one reading of the log: folds in memory and writes a document when it falls out of memory
 * or the end is reached, not at each event. Interrupted, it goes on later: what is written says by its position what
 * is in it.
 */
export class Building {
  constructor(
    private readonly parts: BuildingParts,
    readonly generations: readonly Generation[],
  ) {}

  /** Where all of them are. */
  get position(): Position {
    return lowest(this.generations);
  }

  /** Reads on at least to a position; false when it was told to stop before. */
  async readOn(signal: AbortSignal, atLeast: Position): Promise<boolean> {
    while (!signal.aborted) {
      if (this.position >= atLeast) return true;
      const page = await this.parts.events.readAll(this.position, PAGE_SIZE);
      if (page.length === 0) return true;
      await this.fold(page);
      await nextTurn();
    }
    return false;
  }

  /** Writes everything that is still in memory alone, and how far it is. */
  async store(): Promise<void> {
    for (const generation of this.generations) await this.write(generation, 'all');
  }

  private async fold(page: readonly RecordedEvent[]): Promise<void> {
    const events = this.parts.seen.read(page);
    await Promise.all(this.generations.map((generation) => generation.fold(events)));
    for (const generation of this.generations) {
      if (generation.hasManyParked) await this.write(generation, 'all');
      if (!generation.isFull) continue;
      await this.write(generation, 'older');
      generation.age();
    }
  }

  private async write(generation: Generation, which: 'all' | 'older'): Promise<void> {
    const changed = generation.changed(which);
    for (let from = 0; from === 0 || from < changed.length; from += WRITTEN_AT_ONCE) {
      const chunk = changed.slice(from, from + WRITTEN_AT_ONCE);
      const isLast = which === 'all' && from + WRITTEN_AT_ONCE >= changed.length;
      const { lost } = await this.parts.readModels.save([generation.batch(chunk, this.parts.lease, isLast)]);
      // Nobody else writes into what is being built, unless it took the lease over.
      if (lost.size > 0) throw new LeaseLost(this.parts.lease?.name ?? generation.collection);
      generation.stored(chunk, [], isLast);
      await nextTurn();
    }
  }
}

/** Folds a page into live generations and stores documents and checkpoints together. */
export async function feed(
  { readModels, seen, lease }: Omit<BuildingParts, 'events'>,
  generations: readonly Generation[],
  page: readonly RecordedEvent[],
): Promise<void> {
  const events = seen.read(page);
  let behind = generations.map((generation) => ({ generation, before: generation.position }));
  while (behind.length > 0) {
    await Promise.all(behind.map(({ generation }) => generation.fold(events)));
    const written = behind.map((one) => ({ ...one, changed: one.generation.changed() }));
    const { lost } = await readModels.save(
      written.map(({ generation, changed }) => generation.batch(changed, lease, true)),
    );
    behind = [];
    for (const { generation, before, changed } of written) {
      const missed = lost.get(generation.collection) ?? [];
      generation.stored(changed, missed, true);
      if (missed.length === 0) continue;
      generation.rewind(before);
      behind.push({ generation, before });
    }
  }
  for (const generation of generations) if (generation.isFull) generation.age();
}

export function lowest(generations: readonly Generation[]): Position {
  return generations.map(({ position }) => position).toSorted()[0] ?? BEGINNING;
}
