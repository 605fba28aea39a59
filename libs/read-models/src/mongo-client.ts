import type { Db, MongoClient } from 'mongodb';
import { driver } from './mongo-driver.ts';

export interface MongoOptions {
  /** Default: the database the connection string names, else `idmaj`. */
  readonly database?: string;
  /** How long to look for a server before it counts as unavailable. Default 3000. */
  readonly patienceMs?: number;
}

export function databaseOf(client: MongoClient, named: string | undefined): Db {
  const fromUrl = client.options.dbName;
  return client.db(named ?? (fromUrl === 'test' ? 'idmaj' : fromUrl));
}

/** A connection string that cannot be read is not repeated in the error: it may hold a password. */
export function clientFor(url: string, patienceMs: number): MongoClient {
  try {
    return new (driver().MongoClient)(url, {
      appName: 'idmaj',
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'local' },
      readPreference: 'primary',
      retryWrites: true,
      retryReads: true,
      serverSelectionTimeoutMS: patienceMs,
      connectTimeoutMS: patienceMs,
      socketTimeoutMS: 20_000,
      ignoreUndefined: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unreadable';
    // eslint-disable-next-line preserve-caught-error -- the cause would repeat it
    throw new Error(`MONGODB_URL is not a connection string of MongoDB (${reason}).`);
  }
}
