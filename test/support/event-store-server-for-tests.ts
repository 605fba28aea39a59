import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDbEventStore, type EventStoreDbOptions } from '#libs/event-store';
import { spawnStandIn, type StandInProcess } from './event-store-stand-in/spawn.ts';
import { startStandIn, type StandIn, type StandInOptions } from './event-store-stand-in/stand-in.ts';

/** What a test opened is closed after it, stores before servers. */
export class ServerForTests {
  private readonly stores: EventStoreDbEventStore[] = [];
  private readonly endings: (() => Promise<unknown>)[] = [];

  static async forEach(): Promise<ServerForTests> {
    return new ServerForTests(await mkdtemp(join(tmpdir(), 'idmaj-stand-in-')));
  }

  private constructor(readonly folder: string) {}

  /** In this process. */
  async start(options: Partial<StandInOptions> = {}): Promise<StandIn> {
    const standIn = await startStandIn({ folder: this.folder, ...options });
    this.endings.push(() => standIn.stop());
    return standIn;
  }

  /** In a process of its own; `port` of one that was killed starts it again. */
  async spawn(port?: number): Promise<StandInProcess> {
    const standIn = await spawnStandIn({ folder: this.folder, ...(port === undefined ? {} : { port }) });
    this.endings.push(() => standIn.kill());
    return standIn;
  }

  open(url: string, options: EventStoreDbOptions = {}): EventStoreDbEventStore {
    const store = new EventStoreDbEventStore(url, options);
    this.stores.push(store);
    return store;
  }

  /** Closed after the test, in the order given. */
  alsoEnd(ending: () => Promise<unknown>): void {
    this.endings.push(ending);
  }

  async end(): Promise<void> {
    await Promise.all(this.stores.map((store) => store.close()));
    for (const ending of this.endings) await ending();
    await rm(this.folder, { recursive: true });
  }
}

/** What the append or read was refused with. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error('It succeeded.');
    },
    (error: unknown) => error,
  );
}

/** Asks again until the answer satisfies; each answer takes its time, so nothing is slept away. */
export async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Error) || !/StoreUnavailable|OutcomeUnknown/.test(error.name)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
