// A program of the copy as one file, so that a process that lives for half a second does not spend two thirds of a second
// on finding and reading two thousand.
import { build } from 'esbuild';
import { join } from 'node:path';
import { outside } from '../../build/bundled.js';

/** Writes `<program>.cjs` beside `<program>.js`. */
export async function bundled(copy, program) {
  await build({
    absWorkingDir: copy,
    entryPoints: [join(copy, `${program}.js`)],
    outfile: join(copy, `${program}.cjs`),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
    banner: { js: 'const thisFile = require("node:url").pathToFileURL(__filename).href;' },
    define: { 'import.meta.url': 'thisFile' },
    plugins: [outside],
  });
}
