import { BEGINNING, type Position } from '#libs/event-store';

/** How far a follower of the log has come, for those who wait for it. */
export class PassedPosition {
  private readonly waiters = new Set<{ readonly position: Position; readonly wake: () => void }>();
  private passed: Position = BEGINNING;
  private ended = false;

  advance(position: Position): void {
    if (position > this.passed) this.passed = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.wake();
  }

  /** Nothing more is passed: whoever waits is let go. */
  end(): void {
    this.ended = true;
    for (const { wake } of this.waiters) wake();
  }

  /** Resolves once the position is passed, or at the end. */
  reached(position: Position): Promise<void> {
    if (this.passed >= position || this.ended) return Promise.resolve();
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
}
