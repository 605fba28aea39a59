import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFerretDb } from './build.ts';

export interface FerretDb {
  /** `mongodb://127.0.0.1:<port>/idmaj` */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataDir: string;
  /** Ends it in order; a folder made by `startFerretDb` goes with it. */
  stop(): Promise<void>;
  /** SIGKILL; the folder stays, so that it can be started again on it. */
  kill(): Promise<void>;
}

/**
 * A MongoDB server of our own on a loopback port: FerretDB 1.24.2 over SQLite files, built by Go when it is first
 * needed. It ends with this process. Error: `NoFerretDb`.
 */
export async function startFerretDb(at: { dataDir?: string; port?: number } = {}): Promise<FerretDb> {
  const program = await buildFerretDb();
  const dataDir = at.dataDir ?? (await mkdtemp(join(tmpdir(), 'ferretdb-')));
  await mkdir(dataDir, { recursive: true });
  const child = spawn(program, ['-folder', dataDir, '-listen', `127.0.0.1:${at.port ?? 0}`], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const port = await Promise.race([
    listening(child.stdout),
    ended.then(() => {
      throw new Error(`FerretDB ended before it listened. ${said}`);
    }),
  ]);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return {
    url: `mongodb://127.0.0.1:${port}/idmaj`,
    port,
    pid: child.pid ?? 0,
    dataDir,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      if (at.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function listening(stdout: NodeJS.ReadableStream): Promise<number> {
  let said = '';
  for await (const chunk of stdout) {
    said += String(chunk);
    const port = /listening 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (port !== undefined) return Number(port);
  }
  return new Promise(() => undefined);
}
