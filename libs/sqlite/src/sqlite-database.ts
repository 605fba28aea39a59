import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';

export type SqlValue = null | number | bigint | string | NodeJS.ArrayBufferView;
export type SqlRow = Record<string, null | number | bigint | string | Uint8Array>;

export interface Statement {
  run(...values: SqlValue[]): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
  iterate(...values: SqlValue[]): IterableIterator<unknown>;
  /** Rows as arrays in column order: a third faster than objects on long reads. */
  setReturnArrays(enabled: boolean): void;
}

/** What Node's own `DatabaseSync` and its stand-in for older Nodes have in common. Every call blocks. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** Rather `closeDatabase`. */
  close(): void;
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
}

export interface OpenOptions {
  /** A read-only connection neither makes the file nor changes its settings. */
  readonly readOnly?: boolean;
  /** How long a call blocks the event loop for another writer; then it fails as busy. Default 5,000 ms. */
  readonly busyTimeoutMs?: number;
}

interface Engine {
  DatabaseSync: new (file: string, options: { readOnly: boolean; timeout: number }) => Database;
  StatementSync: { prototype: Partial<Statement> };
}

/** Of pages kept in memory; what is met again after more than that is still at hand in the system's own cache. */
const CACHE_KIB = 16 * 1024;

/**
 * Opens a database file as WAL with synchronous=FULL: a commit is on the disk when it returns. A new file and its
 * folder can be read by their owner alone; SQLite gives the files beside it the same mode. Files are read, not mapped:
 * mapping made nothing faster, and an error of the disk would end the process instead of a call.
 */
export function openDatabase(file: string, { readOnly = false, busyTimeoutMs = 5_000 }: OpenOptions = {}): Database {
  const path = resolve(file);
  if (!readOnly) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  }
  const database = new (engine().DatabaseSync)(path, { readOnly, timeout: busyTimeoutMs });
  try {
    if (!readOnly) requireDurable(database);
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Folds what was written since into the file itself, where no other connection is in the way, and closes. (The package
 * lets go of the files only when its statements are collected, so closing alone would leave the whole log beside it.)
 */
export function closeDatabase(database: Database): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Every commit is in the log beside the file and is found there by the next to open it.
  }
  database.close();
}

function requireDurable(database: Database): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  const { journal_mode: mode } = database.prepare('PRAGMA journal_mode').get() as SqlRow;
  const { synchronous } = database.prepare('PRAGMA synchronous').get() as SqlRow;
  if (mode !== 'wal' || synchronous !== 2) {
    throw new Error(
      `The database would not be durable: journal_mode ${String(mode)}, synchronous ${String(synchronous)}.`,
    );
  }
}

let loaded: Engine | undefined;

/** The SQLite inside Node where it can do all of this (22.16 and up), else the same interface from the package. */
function engine(): Engine {
  loaded ??= builtIn() ?? (createRequire(import.meta.url)('@photostructure/sqlite') as Engine);
  return loaded;
}

function builtIn(): Engine | undefined {
  const found = process.getBuiltinModule('node:sqlite' as 'node:fs') as unknown as Engine | undefined;
  return found && 'setReturnArrays' in found.StatementSync.prototype ? found : undefined;
}
