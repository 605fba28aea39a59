import { BEGINNING, type Position } from './event-store.ts';

/** How often a waiting reader looks for other processes' events; one look costs microseconds. */
const LOOK_EVERY_MS = 100;
const LONGEST_TIMER_MS = 2_147_483_647;

interface Waiter {
  readonly after: Position;
  readonly wake: () => void;
}

/** Wakes readers that wait for news: at once for this process's commits, within 100 ms for others'. */
export class SqliteDoorbell {
  private readonly waiters = new Set<Waiter>();
  private looking: NodeJS.Timeout | undefined;

  constructor(private readonly head: () => Position) {}

  wait(after: Position, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted || this.newestKnown() > after) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        this.waiters.delete(waiter);
        if (this.waiters.size === 0) this.stopLooking();
        resolve();
      };
      const waiter = { after, wake };
      const timer = setTimeout(wake, Math.min(timeoutMs, LONGEST_TIMER_MS)).unref();
      signal?.addEventListener('abort', wake);
      this.waiters.add(waiter);
      this.looking ??= setInterval(() => this.ring(), LOOK_EVERY_MS).unref();
    });
  }

  ring(): void {
    if (this.waiters.size === 0) return;
    const head = this.newestKnown();
    for (const waiter of this.waiters) if (head > waiter.after) waiter.wake();
  }

  close(): void {
    for (const waiter of this.waiters) waiter.wake();
  }

  /** A reader learns of a fault from its next read; until then it may sleep. */
  private newestKnown(): Position {
    try {
      return this.head();
    } catch {
      return BEGINNING;
    }
  }

  private stopLooking(): void {
    clearInterval(this.looking);
    this.looking = undefined;
  }
}
