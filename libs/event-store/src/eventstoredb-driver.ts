import { createRequire } from 'node:module';
import type * as Driver from '@eventstore/db-client';

export const START: typeof Driver.START = 'start';
export const END: typeof Driver.END = 'end';
export const FORWARDS: typeof Driver.FORWARDS = 'forwards';
export const BACKWARDS: typeof Driver.BACKWARDS = 'backwards';
export const NO_STREAM: typeof Driver.NO_STREAM = 'no_stream';

let loaded: typeof Driver | undefined;

/** Loaded when a server is spoken to: on the embedded engine it would be a tenth of every start, and ten megabytes. */
export function driver(): typeof Driver {
  loaded ??= createRequire(import.meta.url)('@eventstore/db-client') as typeof Driver;
  return loaded;
}
