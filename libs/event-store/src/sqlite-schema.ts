import { type Database, openDatabase, type SqlRow } from '#libs/sqlite';

const VERSION = 1;

/**
 * Names that repeat are kept once and an id is its 16 bytes, so the file stays close to the size of its JSON. Ids have
 * no index: with exact expected revisions they are compared where they would have been written, and an index over
 * random ids slows every append as the log grows. Events are never deleted, so positions rise without AUTOINCREMENT,
 * which would write a page more in every commit; a file that was made with it works as well.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS streams (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE IF NOT EXISTS types (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    type INTEGER NOT NULL,
    id BLOB NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
  PRAGMA user_version = ${VERSION};
`;

/**
 * What is folded into the file at a time keeps every writer waiting, so it is little. Another connection must not do it
 * while this one writes: see decision 13.
 */
const FOLDED_AFTER_PAGES = 250;
/** A call waits this long for another process's write; longer waits happen between turns of the event loop. */
const BUSY_TIMEOUT_MS = 10;

/** Opens the file and makes the tables where they are missing. Fails as busy while another process does the same. */
export function openEventDatabase(file: string): Database {
  const database = openDatabase(file, { busyTimeoutMs: BUSY_TIMEOUT_MS });
  try {
    database.exec(`PRAGMA wal_autocheckpoint = ${FOLDED_AFTER_PAGES}; PRAGMA journal_size_limit = 67108864;`);
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as SqlRow;
    if (Number(version) > VERSION)
      throw new Error(`The event file is of version ${String(version)}, newer than this program.`);
    if (version !== VERSION) inTransaction(database, () => database.exec(SCHEMA));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function inTransaction(database: Database, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
