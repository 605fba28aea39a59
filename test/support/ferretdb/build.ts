import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { access, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CORRECTIONS } from './corrections.ts';

const run = promisify(execFile);
const SOURCE = import.meta.dirname;
const CACHE = join(SOURCE, '../../../node_modules/.cache/idmaj/ferretdb-1.24.2');
const FERRETDB = 'github.com/FerretDB/FerretDB';
const OURS = ['go.mod', 'go.sum', 'main.go'];
const GO_BESIDE_PATH = '/usr/local/go/bin';

/** The server for tests could not be built; the message says what to do about it. */
export class NoFerretDb extends Error {
  override readonly name = 'NoFerretDb';
}

/** Path of the server's program, built by Go once and kept until its source or its pinned versions change. */
export async function buildFerretDb(): Promise<string> {
  const sources = await Promise.all(OURS.map((file) => readFile(join(SOURCE, file))));
  const corrected = Buffer.from(JSON.stringify(CORRECTIONS));
  const digest = createHash('sha256').update(Buffer.concat([...sources, corrected]));
  const program = join(CACHE, `ferretdb-${digest.digest('hex').slice(0, 12)}`);
  if (await exists(program)) return program;

  const work = join(CACHE, randomUUID());
  try {
    await mkdir(work, { recursive: true });
    await buildIn(work);
    await rename(join(work, 'ferretdb'), program);
  } catch (error) {
    throw new NoFerretDb(
      'FerretDB could not be built. Install Go 1.24 or newer and let it reach a module proxy, or set MONGODB_URL to a ' +
        `running MongoDB server. ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return program;
}

async function buildIn(work: string): Promise<void> {
  for (const file of OURS) await cp(join(SOURCE, file), join(work, file));
  const { Dir } = JSON.parse(await go(work, 'mod', 'download', '-json', FERRETDB)) as { Dir: string };
  const copy = join(work, 'corrected');
  await cp(Dir, copy, { recursive: true, filter: (path) => !/(_test\.go|\/(website|integration))$/.test(path) });
  await run('chmod', ['-R', 'u+w', copy]);
  for (const { file, from, to } of CORRECTIONS) {
    const text = await readFile(join(copy, file), 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${file} is not as the corrections expect it.`);
    await writeFile(
      join(copy, file),
      text.replace(from, () => to),
    );
  }
  await go(work, 'mod', 'edit', `-replace=${FERRETDB}=./corrected`);
  await go(work, 'build', '-mod=mod', '-trimpath', '-ldflags=-s -w', '-o', 'ferretdb', '.');
}

async function go(cwd: string, ...words: string[]): Promise<string> {
  const path = [process.env['PATH'], GO_BESIDE_PATH].filter(Boolean).join(':');
  const { stdout } = await run('go', words, {
    cwd,
    env: { ...process.env, PATH: path, CGO_ENABLED: '0', GOWORK: 'off' },
  });
  return stdout;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
