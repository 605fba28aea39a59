import { BEGINNING, type Position } from '#libs/event-store';
import type { ReadModels } from './read-models.ts';

interface Waiter {
  readonly name: string;
  readonly position: Position;
  readonly wake: () => void;
}

const known = new WeakMap<ReadModels, Progress>();

/** How far the projections of this process have come, so that whoever waits for one is told at once. */
export class Progress {
  private readonly passed = new Map<string, Position>();
  private readonly waiters = new Set<Waiter>();
  private feeders = 0;
  private switched = 0;
  private readonly watchers = new Set<() => void>();
  private readonly told: ((name: string, position: Position) => void)[] = [];

  /** The runner and the views that were given the same read models share it. */
  static of(readModels: ReadModels): Progress {
    let progress = known.get(readModels);
    if (!progress) known.set(readModels, (progress = new Progress()));
    return progress;
  }

  /** Counts switches to another generation, and what else was done because somebody asked for it. */
  get switches(): number {
    return this.switched;
  }

  switch(): void {
    this.switched++;
    for (const wake of this.watchers) wake();
  }

  /** Resolves at the next switch here, and at the latest after `timeoutMs`. */
  nextSwitch(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.watchers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      this.watchers.add(wake);
    });
  }

  /** A runner of this process feeds them, so no other does. */
  get isFedHere(): boolean {
    return this.feeders > 0;
  }

  feeding(): () => void {
    this.feeders++;
    return () => void this.feeders--;
  }

  /** Has every step that is made here passed on, e.g. to those who wait in another thread. */
  passOn(told: (name: string, position: Position) => void): void {
    this.told.push(told);
  }

  advance(name: string, position: Position): void {
    if (position > this.positionOf(name)) {
      this.passed.set(name, position);
      for (const tell of this.told) tell(name, position);
    }
    for (const waiter of this.waiters) if (waiter.name === name && waiter.position <= position) waiter.wake();
  }

  positionOf(name: string): Position {
    return this.passed.get(name) ?? BEGINNING;
  }

  /** Resolves when the projection has passed the position here, and at the latest after `timeoutMs`. */
  changed(name: string, position: Position, timeoutMs: number): Promise<void> {
    if (this.positionOf(name) >= position) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
        resolve();
      };
      const waiter = { name, position, wake };
      const timer = setTimeout(wake, timeoutMs);
      this.waiters.add(waiter);
    });
  }
}
