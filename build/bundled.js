// Programs with all they import in a few files, so that a start does not spend a second on finding and reading two thousand.
import { build } from 'esbuild';
import { transpiled } from './transpiled.js';

/** What packages of the older kind expect in every module. */
const OLDER_KIND = [
  'import { createRequire as requireOf } from "node:module";',
  'const require = requireOf(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;',
].join('\n');

/**
 * One file for each of the programs (name → file), what they share beside them, and source maps, as paths within the folder
 * with their contents. What is loaded by `createRequire` stays in node_modules.
 */
export async function bundled(programs, folder) {
  const { outputFiles } = await build({
    entryPoints: programs,
    outdir: folder,
    write: false,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'error',
    banner: { js: OLDER_KIND },
    plugins: [ours, outside],
  });
  return outputFiles;
}

const ours = {
  name: 'ours',
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => ({
      contents: await transpiled(path, { sourceMaps: 'inline' }),
      loader: 'js',
    }));
  },
};

/** Asking about every import would take longer than all the rest. */
const PERHAPS_OUTSIDE = /^(@fastify|@mikro-orm|@nestjs|mongoose|sequelize|typeorm)\b/;

/** What Nest asks for only where it is installed stays outside when it is not. */
export const outside = {
  name: 'outside',
  setup({ onResolve, resolve }) {
    onResolve({ filter: PERHAPS_OUTSIDE }, async ({ path, pluginData, ...asked }) => {
      if (pluginData === 'asked') return undefined;
      const { errors } = await resolve(path, { ...asked, pluginData: 'asked' });
      return errors.length > 0 ? { path, external: true } : undefined;
    });
  },
};
