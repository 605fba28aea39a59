import { setTimeout as pause } from 'node:timers/promises';
import { closeDatabase, isBusy, openDatabase, sqliteCode } from '#libs/sqlite';
import { ReadModelsUnavailable } from './errors.ts';
import { OpenReadFile } from './sqlite-open-file.ts';
import { moveFromForm1 } from './sqlite-older-form.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS collections (
    key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, indexes TEXT NOT NULL, log_id TEXT, position TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS parked (
    collection INTEGER NOT NULL, key TEXT NOT NULL, position TEXT NOT NULL,
    stream TEXT NOT NULL, type TEXT NOT NULL, error TEXT NOT NULL,
    PRIMARY KEY (collection, key, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS leases (
    name TEXT PRIMARY KEY, holder TEXT NOT NULL, fence INTEGER NOT NULL, until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

const FORM = 2;

/** A call blocks the event loop this long for another process's write; longer waits happen between its turns. */
const BUSY_TIMEOUT_MS = 10;
const BUSY_FOR_MS = 20_000;
const LONGEST_PAUSE_MS = 15;

/** The file of read models, which several processes may have open; opened again after a fault. */
export class SqliteReadFile {
  private opened: OpenReadFile | undefined;
  private closed = false;

  constructor(private readonly path: string) {}

  /** Runs the work in one turn of the event loop; while another process writes, again in a later turn. */
  async use<T>(work: (file: OpenReadFile) => T): Promise<T> {
    const giveUpAt = performance.now() + BUSY_FOR_MS;
    for (;;) {
      try {
        return work(this.open());
      } catch (error) {
        if (!isBusy(error)) throw this.explain(error);
        if (performance.now() > giveUpAt) {
          throw new ReadModelsUnavailable('Another process has held the read models for too long.', { cause: error });
        }
      }
      await pause(1 + Math.random() * LONGEST_PAUSE_MS);
    }
  }

  close(): void {
    this.closed = true;
    this.drop();
  }

  private open(): OpenReadFile {
    if (this.closed) throw new ReadModelsUnavailable('The read models are closed.');
    this.opened ??= this.connect();
    return this.opened;
  }

  private connect(): OpenReadFile {
    const database = openDatabase(this.path, { busyTimeoutMs: BUSY_TIMEOUT_MS });
    try {
      // A power cut may lose the last commits, but never a document without its checkpoint: both are in one
      // transaction, and the runner folds the lost events again from the log.
      database.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;');
      database.exec('PRAGMA journal_size_limit = 67108864;');
      const file = new OpenReadFile(database);
      const [version] = file.get<[number]>('PRAGMA user_version') ?? [0];
      if (version > FORM) throw new Error(`The read models are of form ${version}, newer than this program.`);
      if (version < FORM) file.transaction(() => bringToForm(file));
      return file;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  private explain(error: unknown): unknown {
    if (sqliteCode(error) === undefined) return error;
    this.drop();
    return new ReadModelsUnavailable('The file of read models cannot be used now.', { cause: error });
  }

  private drop(): void {
    const database = this.opened?.database;
    this.opened = undefined;
    try {
      if (database) closeDatabase(database);
    } catch {
      // A connection that is broken already has nothing left to lose.
    }
  }
}

/** Another process may have done it while this one waited for the lock. */
function bringToForm(file: OpenReadFile): void {
  const [version] = file.get<[number]>('PRAGMA user_version') ?? [0];
  if (version >= FORM) return;
  file.database.exec(SCHEMA);
  if (version === 1) moveFromForm1(file);
  file.database.exec(`PRAGMA user_version = ${FORM}`);
}
