import type { AllStreamSubscription } from '@eventstore/db-client';
import { BEGINNING, type Position } from './event-store.ts';
import type { EventStoreDbConnection } from './eventstoredb-connection.ts';
import { driver, END } from './eventstoredb-driver.ts';
import { isOurs } from './eventstoredb-pages.ts';
import { positionText } from './eventstoredb-position.ts';

/** While no bell hangs, waiting readers look for themselves this often; a bell that cannot be hung is tried as often. */
const WITHOUT_BELL_MS = 1_000;
/** A subscription the server has not confirmed by then is a dead one. */
const CONFIRMED_WITHIN_MS = 5_000;
/** A bell that falls each time it is hung is hung at once this often, then every second. */
const AT_ONCE = 3;
/** However long a reader would wait, it looks for itself this often: a bell may hang and yet be dead. */
const LOOKS_EVERY_MS = 10_000;

interface Waiter {
  readonly after: Position;
  readonly wake: () => void;
}

/**
 * Wakes readers when the log goes on. It is a live subscription of which only the ringing counts: it may be dropped in a
 * burst, die with its server or miss something while it is hung again, and no event is lost by that.
 */
export class EventStoreDbDoorbell {
  private readonly waiters = new Set<Waiter>();
  private newest = BEGINNING;
  private bell: AllStreamSubscription | undefined;
  private hangs = false;
  private falls = 0;
  private retry: NodeJS.Timeout | undefined;
  private looking: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly connection: EventStoreDbConnection) {}

  async wait(after: Position, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (this.closed || signal?.aborted || this.newest > after) return;
    if (this.bell === undefined && this.retry === undefined) this.hang();
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        this.waiters.delete(waiter);
        resolve();
      };
      const waiter = { after, wake };
      const timer = setTimeout(wake, Math.min(timeoutMs, LOOKS_EVERY_MS)).unref();
      signal?.addEventListener('abort', wake);
      this.waiters.add(waiter);
    });
  }

  /** Something was written there; appends of this process need not wait for the server to say so. */
  heard(position: Position): void {
    if (position > this.newest) this.newest = position;
    for (const waiter of this.waiters) if (this.newest > waiter.after) waiter.wake();
  }

  /** What is the newest known; `forget` it when a read finds nothing, or waiting would end at once for ever. */
  known(): Position {
    return this.newest;
  }

  forget(position: Position): void {
    if (this.newest === position) this.newest = BEGINNING;
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    this.rest();
    this.ringAll();
    this.bell?.unsubscribe().catch(() => undefined);
  }

  private hang(): void {
    this.retry = undefined;
    if (this.closed) return;
    this.looking ??= setInterval(() => this.ringAll(), WITHOUT_BELL_MS).unref();
    const { client, credentials } = this.connection;
    const bell = client.subscribeToAll({
      fromPosition: END,
      filter: driver().excludeSystemEvents(),
      credentials,
      requiresLeader: true,
    });
    this.bell = bell;
    const unconfirmed = setTimeout(() => {
      this.fallen(bell);
      this.connection.replace(client);
    }, CONFIRMED_WITHIN_MS).unref();
    // Whatever came between the last bell and this one is found by looking.
    const hung = (): void => {
      clearTimeout(unconfirmed);
      if (this.bell !== bell) return;
      this.hangs = true;
      this.rest();
      this.ringAll();
    };
    bell.on('confirmation', hung).on('caughtUp', hung);
    bell.on('data', (event) => {
      this.falls = 0;
      if (isOurs(event) && event.event !== undefined) this.heard(positionText(event.event.position));
    });
    for (const end of ['error', 'end', 'close'] as const) {
      bell.on(end, () => {
        clearTimeout(unconfirmed);
        this.fallen(bell);
      });
    }
  }

  private fallen(bell: AllStreamSubscription): void {
    if (this.bell !== bell || this.closed) return;
    bell.unsubscribe().catch(() => undefined);
    const atOnce = this.hangs && this.falls++ < AT_ONCE;
    this.bell = undefined;
    this.hangs = false;
    this.looking ??= setInterval(() => this.ringAll(), WITHOUT_BELL_MS).unref();
    this.retry = setTimeout(() => this.hang(), atOnce ? 0 : WITHOUT_BELL_MS).unref();
  }

  private ringAll(): void {
    for (const waiter of this.waiters) waiter.wake();
  }

  private rest(): void {
    clearInterval(this.looking);
    this.looking = undefined;
  }
}
