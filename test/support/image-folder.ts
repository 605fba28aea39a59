import { cp, mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { built } from './built.ts';
import { copies, lastStage, REPOSITORY } from './docker-files.ts';

/** A folder that holds what the image's /app holds, by the Dockerfile's own instructions: nothing more. */
export async function imageFolder(): Promise<string> {
  await built();
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-image-'));
  for (const { stage, sources, target } of copies(await lastStage())) {
    for (const source of sources) {
      if (source === '/app/node_modules') await copyPackages(folder);
      else {
        const path = stage === undefined ? source : source.replace('/app/', '');
        const to = target.endsWith('/') ? join(folder, target, basename(path)) : join(folder, target);
        await cp(join(REPOSITORY, path), to, { recursive: true });
      }
    }
  }
  return folder;
}

interface LockedPackage {
  readonly dev?: boolean;
  readonly optional?: boolean;
}

/** The packages that `npm ci --omit=dev` installs, from those that are installed here. */
async function copyPackages(folder: string): Promise<void> {
  const lock = JSON.parse(await readFile(join(REPOSITORY, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  for (const [path, { dev = false, optional = false }] of Object.entries(lock.packages)) {
    if (path === '' || dev) continue;
    const from = join(REPOSITORY, path);
    const nested = join(from, 'node_modules');
    await mkdir(join(folder, path), { recursive: true });
    await cp(from, join(folder, path), { recursive: true, filter: (file) => file !== nested }).catch(
      (error: unknown) => {
        // An optional package is of another platform.
        if (!optional) throw error;
      },
    );
  }
}
