// TypeScript as JavaScript for Node 20, file by file; whether the types are right is asked by `npm run types`.
import { transform } from '@swc/core';
import { readFile } from 'node:fs/promises';

/** Imports of `.ts` become imports of `.js` when told so, for files that are written beside each other. */
export async function transpiled(file, { sourceMaps = false, rewriteRelativeImportExtensions = false } = {}) {
  const { code } = await transform(await readFile(file, 'utf8'), {
    filename: file,
    swcrc: false,
    sourceMaps,
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: file.endsWith('.tsx'), decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: 'automatic', importSource: 'preact' },
      },
      keepClassNames: true,
      rewriteRelativeImportExtensions,
    },
  });
  return code;
}
