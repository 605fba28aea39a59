import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { closeDatabase, type Database, isBusy, sqliteCode } from '#libs/sqlite';
import { OutcomeUnknown, StoreUnavailable } from './errors.ts';
import { LOG_STREAM } from './event-store.ts';
import { SqliteAppends } from './sqlite-append.ts';
import { SqliteReads } from './sqlite-reads.ts';
import { openEventDatabase } from './sqlite-schema.ts';

/** How long a call waits for other processes' writes before it gives up. */
const BUSY_FOR_MS = 20_000;
const LONGEST_PAUSE_MS = 15;
/** SQLite's code for a full disk: the connection stays good. */
const FULL = 13;

export interface OpenLog {
  readonly database: Database;
  readonly appends: SqliteAppends;
  readonly reads: SqliteReads;
  /** How often the file was opened before. */
  readonly opening: number;
}

/** One connection to the file, opened again after a fault, so that the store recovers when the disk does. */
export class SqliteConnection {
  private log: OpenLog | undefined;
  private logId: string | undefined;
  private closed = false;
  private openings = 0;

  constructor(private readonly file: string) {}

  /** Runs the work to its end in one turn; while another process writes, tries again in a later turn. */
  async use<T>(work: (log: OpenLog) => T): Promise<T> {
    const giveUpAt = performance.now() + BUSY_FOR_MS;
    for (;;) {
      try {
        return this.now(work);
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (performance.now() > giveUpAt) {
          throw new StoreUnavailable('Another process has held the event file for too long.', { cause: error });
        }
      }
      await pause(1 + Math.random() * LONGEST_PAUSE_MS);
    }
  }

  /** Like `use`, but a busy file is the caller's matter. */
  now<T>(work: (log: OpenLog) => T): T {
    const log = this.open();
    try {
      return work(log);
    } catch (error) {
      const code = error instanceof OutcomeUnknown ? sqliteCode(error.cause) : sqliteCode(error);
      if (code === undefined || isBusy(error)) throw error;
      if (code !== FULL) this.drop();
      if (error instanceof OutcomeUnknown) throw error;
      throw new StoreUnavailable('The event file cannot be used now.', { cause: error });
    }
  }

  /** From here on a file with another log in its place is refused. */
  remember(logId: string): void {
    this.logId = logId;
  }

  close(): void {
    this.closed = true;
    this.drop();
  }

  private open(): OpenLog {
    if (this.closed) throw new StoreUnavailable('The event store is closed.');
    this.log ??= this.connect();
    return this.log;
  }

  private connect(): OpenLog {
    if (this.logId !== undefined && !existsSync(this.file)) throw new StoreUnavailable('The event file is gone.');
    let database: Database | undefined;
    try {
      database = openEventDatabase(this.file);
      const [appends, reads] = [new SqliteAppends(database), new SqliteReads(database)];
      const log = { database, appends, reads, opening: this.openings++ };
      const found = log.reads.stream(LOG_STREAM, { limit: 1 })[0]?.data['logId'];
      if (this.logId === undefined || this.logId === found) return log;
    } catch (error) {
      database?.close();
      if (isBusy(error)) throw error;
      throw new StoreUnavailable('The event file cannot be opened.', { cause: error });
    }
    database.close();
    throw new StoreUnavailable('Another log lies where the event file was.');
  }

  private drop(): void {
    const log = this.log;
    this.log = undefined;
    try {
      if (log) closeDatabase(log.database);
    } catch {
      // A connection that is broken already has nothing left to lose.
    }
  }
}
