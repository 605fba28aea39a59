import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/idmaj');
const LOCK = join(CACHE, 'building');

/** Builds `dist` where it is older than its sources; of test files that run side by side, one does. */
export async function built(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  while (!(await isMine())) await new Promise((resolve) => setTimeout(resolve, 100));
  try {
    await run('npm', ['run', '-s', 'built'], { cwd: ROOT });
  } catch (error) {
    const { stdout = '' } = error as { stdout?: string };
    throw new Error(`It does not build. ${stdout}`, { cause: error });
  } finally {
    await rm(LOCK, { force: true });
  }
}

async function isMine(): Promise<boolean> {
  try {
    await writeFile(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(await readFile(LOCK, 'utf8').catch(() => '0'));
    if (holder > 0 && !isAlive(holder)) await rm(LOCK, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
