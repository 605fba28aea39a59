import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SOURCE = import.meta.dirname;
const CACHE = join(SOURCE, '../../../node_modules/.cache/idmaj/ferretdb-1.24.2');

/** The server for tests could not be built; the message says what to do about it. */
export class NoFerretDb extends Error {
  override readonly name = 'NoFerretDb';
}

/** Path of the server's program, built by Go once and kept until its source or its pinned versions change. */
export async function buildFerretDb(): Promise<string> {
  const sources = await Promise.all(['go.mod', 'go.sum', 'main.go'].map((file) => readFile(join(SOURCE, file))));
  const digest = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);
  const program = join(CACHE, `ferretdb-${digest}`);
  if (await exists(program)) return program;

  await mkdir(CACHE, { recursive: true });
  const fresh = join(CACHE, randomUUID());
  try {
    await run('go', ['build', '-mod=readonly', '-trimpath', '-ldflags=-s -w', '-o', fresh, '.'], {
      cwd: SOURCE,
      env: { ...process.env, CGO_ENABLED: '0' },
    });
  } catch (error) {
    throw new NoFerretDb(
      'FerretDB could not be built. Install Go 1.24 or newer and let it reach a module proxy, or set MONGODB_URL to a ' +
        `running MongoDB server. ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  await rename(fresh, program);
  return program;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
