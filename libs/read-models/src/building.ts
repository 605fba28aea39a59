import { setImmediate as nextTurn } from 'node:timers/promises';
import { BEGINNING, type EventStore, type Position, type RecordedEvent } from '#libs/event-store';
import { collectGarbageEarly } from '#libs/kernel';
import type { Folded } from './documents-in-memory.ts';
import { LeaseLost } from './errors.ts';
import type { Generation } from './generation.ts';
import type { Lease, ReadModels } from './read-models.ts';
import { readPage } from './read-page.ts';
import type { SeenEvents } from './seen-events.ts';

/** Larger pages outlive the young part of the heap, and then cost more than they save; between two others have a turn. */
const PAGE_SIZE = 250;
/** Of fewer pages the garbage is not worth a collection. */
const MANY_PAGES = 20;
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
    let hasRead = () => {};
    try {
      for (let pages = 0; !signal.aborted; pages++) {
        if (this.position >= atLeast) return true;
        if (pages === MANY_PAGES) hasRead = collectGarbageEarly();
        const page = await readPage(this.parts.events, this.position, PAGE_SIZE);
        if (page.length === 0) return true;
        await this.fold(page);
        await nextTurn();
      }
      return false;
    } finally {
      hasRead();
    }
  }

  /** Writes everything that is still in memory alone, and how far it is. */
  async store(): Promise<void> {
    await this.write(this.generations, 'all');
  }

  private async fold(page: readonly RecordedEvent[]): Promise<void> {
    const events = this.parts.seen.read(page);
    for (const generation of this.generations) await generation.fold(events);
    const failing = this.generations.filter(({ hasManyParked }) => hasManyParked);
    if (failing.length > 0) await this.write(failing, 'all');
    if (!this.generations.some(({ isFull }) => isFull)) return;
    // Whatever else is complete goes into the same transactions.
    const full = this.generations.filter(({ isFull, projection }) => isFull || projection.soonComplete);
    await this.write(full, 'older');
    for (const generation of full) generation.age();
  }

  private async write(generations: readonly Generation[], which: 'all' | 'older'): Promise<void> {
    let written: Written[] = [];
    let room = WRITTEN_AT_ONCE;
    for (const generation of generations) {
      const changed = generation.changed(which);
      for (let from = 0; from === 0 || from < changed.length;) {
        const chunk = changed.slice(from, from + room);
        from += chunk.length;
        written.push({ generation, chunk, isLast: which === 'all' && from >= changed.length });
        room -= chunk.length;
        if (room > 0) break;
        await this.save(written);
        [written, room] = [[], WRITTEN_AT_ONCE];
      }
    }
    await this.save(written);
  }

  private async save(written: readonly Written[]): Promise<void> {
    if (written.length === 0) return;
    const { readModels, lease } = this.parts;
    const { lost } = await readModels.save(
      written.map(({ generation, chunk, isLast }) => generation.batch(chunk, lease, isLast)),
    );
    // Nobody else writes into what is being built, unless it took the lease over.
    if (lost.size > 0) throw new LeaseLost(lease?.name ?? written[0]?.generation.collection ?? '');
    for (const { generation, chunk, isLast } of written) generation.stored(chunk, [], isLast);
    await nextTurn();
  }
}

/** Documents of a generation that are written together, and whether nothing of it is left in memory alone then. */
interface Written {
  readonly generation: Generation;
  readonly chunk: readonly [string, Folded][];
  readonly isLast: boolean;
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
