import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Compiles the shim into a folder; answers its path, or undefined where there is no C compiler. */
export function diskShim(folder: string): string | undefined {
  const source = fileURLToPath(new URL('disk-shim.c', import.meta.url));
  const library = join(folder, 'disk-shim.so');
  for (const compiler of ['cc', 'gcc', 'clang']) {
    const { status, error, stderr } = spawnSync(compiler, [
      '-shared',
      '-fPIC',
      '-O2',
      '-o',
      library,
      source,
      '-ldl',
      '-lpthread',
    ]);
    if (error) continue;
    if (status !== 0) throw new Error(`The shim does not compile: ${stderr.toString()}`);
    return library;
  }
  return undefined;
}
