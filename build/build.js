// `npm run build`: the programs, ready to run, in `dist`.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAMS = {
  api: 'apps/api/src/main.ts',
  worker: 'apps/worker/src/main.ts',
  standalone: 'apps/standalone/src/main.ts',
  'back-office': 'apps/standalone/src/back-office.ts',
  followers: 'apps/standalone/src/followers.ts',
  cli: 'apps/cli/src/main.ts',
  'import-thread': 'apps/cli/src/import-thread.ts',
};
/** Younger than all that went into it, see `npm run built`. */
const STAMP = 'built';

const folder = join(ROOT, 'dist');
const programs = Object.fromEntries(Object.entries(PROGRAMS).map(([name, file]) => [name, join(ROOT, file)]));
const written = await bundled(programs, folder);
await mkdir(folder, { recursive: true });
for (const { path, contents } of written) await writeFile(path, contents);
await writeFile(join(folder, STAMP), '');

const kept = new Set([STAMP, ...written.map(({ path }) => basename(path))]);
for (const name of await readdir(folder)) {
  if (!kept.has(name)) await rm(join(folder, name), { recursive: true });
}
