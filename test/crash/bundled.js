// A program of the copy as one file, so that a process that lives for half a second does not spend two thirds of a second
// on finding and reading two thousand.
import { build } from 'esbuild';
import { join } from 'node:path';

/** Asking about every import would take longer than all the rest. */
const PERHAPS_OUTSIDE = /^(@fastify|@mikro-orm|@nestjs|@photostructure|mongoose|sequelize|typeorm)\b/;

/** What Nest asks for only where it is installed, and what is compiled for the machine, stay outside. */
const outside = {
  name: 'outside',
  setup({ onResolve, resolve }) {
    onResolve({ filter: PERHAPS_OUTSIDE }, async ({ path, pluginData, ...asked }) => {
      if (pluginData === 'asked') return undefined;
      if (path === '@photostructure/sqlite') return { path, external: true };
      const { errors } = await resolve(path, { ...asked, pluginData: 'asked' });
      return errors.length > 0 ? { path, external: true } : undefined;
    });
  },
};

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
    keepNames: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
    banner: { js: 'const thisFile = require("node:url").pathToFileURL(__filename).href;' },
    define: { 'import.meta.url': 'thisFile' },
    plugins: [outside],
  });
}
