import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { buildFerretDb, NoFerretDb } from './build.ts';
import { startFerretDb } from './start.ts';

export interface MongoForTests {
  readonly url: string;
  /** Ours alone; gone after `stop`. */
  readonly database: string;
  /** What it ran on, for the record. */
  readonly server: string;
  stop(): Promise<void>;
}

/**
 * The server that `MONGODB_URL` names, or one started here. Undefined on a machine that has neither, after a line that
 * says what was not run; on CI that is an error.
 */
export async function mongoForTests(): Promise<MongoForTests | undefined> {
  const database = `idmaj-test-${randomUUID().slice(0, 8)}`;
  const named = process.env['MONGODB_URL'];
  if (named !== undefined && named !== '') return { url: named, database, ...(await serverAt(named, database)) };
  if (!(await ferretDbIsHere())) return undefined;
  const ferret = await startFerretDb();
  return { url: ferret.url, database, server: 'FerretDB 1.24.2', stop: () => ferret.stop() };
}

/** Whether a server can be started here; if not, a line says what was not run, and on CI it is an error. */
export async function ferretDbIsHere(): Promise<boolean> {
  try {
    await buildFerretDb();
    return true;
  } catch (error) {
    if (!(error instanceof NoFerretDb) || process.env['CI'] === 'true') throw error;
    process.stderr.write(`NOT RUN: everything on MongoDB. ${error.message}\n`);
    return false;
  }
}

async function serverAt(url: string, database: string): Promise<{ server: string; stop: () => Promise<void> }> {
  const client = new MongoClient(url);
  const { version } = (await client.db(database).command({ buildInfo: 1 })) as { version?: string };
  return {
    server: `MongoDB ${version ?? ''} of MONGODB_URL`,
    stop: async () => {
      await client.db(database).dropDatabase();
      await client.close();
    },
  };
}
