import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Streams and long polls that are open: they end when the application is told to close. */
@Injectable()
export class FeedConnections implements OnModuleDestroy {
  private readonly open = new Set<AbortController>();
  private readonly waiting = new Set<() => void>();

  /** A signal that ends the connection; `done` says that it has ended. */
  begin(): { readonly ending: AbortController; readonly done: () => void } {
    const ending = new AbortController();
    this.open.add(ending);
    return { ending, done: () => this.end(ending) };
  }

  /** Resolves when none is open. */
  allClosed(): Promise<void> {
    if (this.open.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  private end(ending: AbortController): void {
    this.open.delete(ending);
    if (this.open.size > 0) return;
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }

  onModuleDestroy(): void {
    for (const ending of this.open) ending.abort();
  }
}
