import { setImmediate as nextTurn } from 'node:timers/promises';
import { isBusy, sqliteCode } from '#libs/sqlite';
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
  private queue: Waiting[] = [];
  private isDue = false;
  private readonly idle: (() => void)[] = [];
  private readonly turn = () => void this.commitNext();

  constructor(
    private readonly connection: SqliteConnection,
    private readonly committed: () => void,
  ) {}

  append(requests: readonly AppendRequest[]): Promise<readonly Appended[]> {
    return new Promise((answer, refuse) => {
      this.queue.push({ requests, answer, refuse });
      if (!this.isDue) this.commitInNextTurn();
    });
  }

  /** When everything that was asked for has been answered. */
  settled(): Promise<void> {
    return this.isDue ? new Promise((resolve) => this.idle.push(resolve)) : Promise.resolve();
  }

  private commitInNextTurn(): void {
    this.isDue = true;
    setImmediate(this.turn);
  }

  /** Awaits nothing unless the file is busy. */
  private commitNext(): Promise<void> | void {
    const batch = this.takeBatch();
    try {
      this.answer(
        batch,
        this.connection.now((log) => writeAll(log, batch)),
      );
    } catch (error) {
      if (isBusy(error)) return this.commitOnceFree(batch);
      refuseAll(batch, error);
    }
    this.goOn();
  }

  private async commitOnceFree(batch: readonly Waiting[]): Promise<void> {
    await nextTurn();
    try {
      this.answer(batch, await this.connection.use((log) => writeAll(log, batch)));
    } catch (error) {
      refuseAll(batch, error);
    }
    this.goOn();
  }

  private goOn(): void {
    this.isDue = false;
    if (this.queue.length > 0) this.commitInNextTurn();
    else for (const resolve of this.idle.splice(0)) resolve();
  }

  private takeBatch(): readonly Waiting[] {
    let events = 0;
    const tooMany = this.queue.findIndex(({ requests }, index) => {
      for (const request of requests) events += request.events.length;
      return index > 0 && events > MAX_EVENTS;
    });
    const batch = this.queue;
    this.queue = tooMany === -1 ? [] : batch.splice(tooMany);
    return batch;
  }

  private answer(batch: readonly Waiting[], verdicts: readonly (readonly Appended[] | WrongRevision)[]): void {
    batch.forEach(({ answer, refuse }, index) => {
      const verdict = verdicts[index];
      if (verdict === undefined || verdict instanceof WrongRevision) refuse(verdict);
      else answer(verdict);
    });
    this.committed();
  }
}

function refuseAll(batch: readonly Waiting[], reason: unknown): void {
  for (const { refuse } of batch) refuse(reason);
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
