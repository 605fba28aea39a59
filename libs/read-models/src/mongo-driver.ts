import { createRequire } from 'node:module';
import type * as Driver from 'mongodb';

let loaded: typeof Driver | undefined;

/** Loaded when a server is spoken to: on the embedded engine it would be a tenth of every start, and ten megabytes. */
export function driver(): typeof Driver {
  loaded ??= createRequire(import.meta.url)('mongodb') as typeof Driver;
  return loaded;
}
