import { setImmediate as nextTurn } from 'node:timers/promises';
import { sqliteCode } from '#libs/sqlite';
import { OutcomeUnknown, WrongRevision } from './errors.ts';
import type { Appended } from './event-store.ts';
import type { AppendRequest } from './sqlite-append.ts';
import type { OpenLog, SqliteConnection } from './sqlite-connection.ts';

/** Keeps one transaction from blocking the event loop for long; the rest goes into the next turn. */
const MAX_EVENTS = 1_000;

interface Waiting {
  /** Written together or not at all. */
  readonly requests: readonly AppendRequest[];
  readonly answer: (receipts: readonly Appended[]) => void;
  readonly refuse: (reason: unknown) => void;
}

/**
 * Appends that arrive in one turn of the event loop share a transaction and so one wait for the disk. Each is judged
 * alone, after those before it, and nobody is answered before the commit.
 */
export class SqliteGroupCommit {
  private readonly queue: Waiting[] = [];
  private draining: Promise<void> | undefined;

  constructor(
    private readonly connection: SqliteConnection,
    private readonly committed: () => void,
  ) {}

  append(requests: readonly AppendRequest[]): Promise<readonly Appended[]> {
    return new Promise((answer, refuse) => {
      this.queue.push({ requests, answer, refuse });
      this.draining ??= this.drain();
    });
  }

  /** When everything that was asked for has been answered. */
  async settled(): Promise<void> {
    await this.draining;
  }

  private async drain(): Promise<void> {
    await nextTurn();
    while (this.queue.length > 0) {
      await this.commit(this.takeBatch());
      await nextTurn();
    }
    this.draining = undefined;
  }

  private takeBatch(): Waiting[] {
    let events = 0;
    const tooMany = this.queue.findIndex(({ requests }, index) => {
      for (const request of requests) events += request.events.length;
      return index > 0 && events > MAX_EVENTS;
    });
    return this.queue.splice(0, tooMany === -1 ? this.queue.length : tooMany);
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const verdicts = await this.connection.use((log) => writeAll(log, batch));
      batch.forEach(({ answer, refuse }, index) => {
        const verdict = verdicts[index];
        if (verdict === undefined || verdict instanceof WrongRevision) refuse(verdict);
        else answer(verdict);
      });
      this.committed();
    } catch (error) {
      for (const { refuse } of batch) refuse(error);
    }
  }
}

function writeAll(log: OpenLog, batch: readonly Waiting[]): (readonly Appended[] | WrongRevision)[] {
  log.database.exec('BEGIN IMMEDIATE');
  try {
    const verdicts = batch.map(({ requests }) => log.appends.append(requests));
    commit(log);
    return verdicts;
  } catch (error) {
    undo(log);
    throw error;
  }
}

function undo({ appends, database }: OpenLog): void {
  appends.forget();
  try {
    if (database.isTransaction) database.exec('ROLLBACK');
  } catch {
    // The fault that led here is the one to tell; SQLite undoes what is left when the file is opened again.
  }
}

/** Primary codes after which the commit record cannot lie whole in the file: busy, read-only, full. */
const NOT_WRITTEN: readonly (number | undefined)[] = [5, 8, 13];

function commit({ database }: OpenLog): void {
  try {
    database.exec('COMMIT');
  } catch (error) {
    if (NOT_WRITTEN.includes(sqliteCode(error))) throw error;
    throw new OutcomeUnknown('The disk failed while the events were committed.', { cause: error });
  }
}
