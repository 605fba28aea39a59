// Runs a TypeScript file of the tests as its own process: `node launch.mjs <file.ts> …arguments`.
// Node 20 strips no types and jest's transformer is not at hand outside jest; swc is installed with it.
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

register('./typescript-hooks.mjs', import.meta.url);
const [file, ...rest] = process.argv.slice(2);
process.argv = [process.argv[0], file, ...rest];
await import(pathToFileURL(file).href);
