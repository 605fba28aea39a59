// `npm run test:crash`: what the application keeps when it, its disk or its clock fails. See docs/reliability.md.
//   node test/crash/run.js [kills|power-loss|faults|simulation|fuzz …] [--short] [--<option> <value> …]
// Every part is a program of its own that ends with one line of figures in JSON, and with 1 when they are not as promised.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled } from './bundled.js';
import { transpiledCopy } from './transpiled-copy.js';

const PARTS = ['kills', 'power-loss', 'faults', 'simulation', 'fuzz'];
/** These start it many times over. */
const STARTING_IT = ['kills', 'faults'];

const words = process.argv.slice(2);
const firstOption = words.findIndex((word) => word.startsWith('--'));
const chosen = firstOption === -1 ? words : words.slice(0, firstOption);
const options = firstOption === -1 ? [] : words.slice(firstOption);
const unknown = chosen.find((part) => !PARTS.includes(part));
if (unknown !== undefined) {
  process.stderr.write(`There is no part ${unknown}: ${PARTS.join(', ')}.\n`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'idmaj-crash-test-'));
let failed = [];
let running;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => running?.kill(signal));
try {
  const copy = await transpiledCopy(join(folder, 'program'));
  const parts = chosen.length > 0 ? chosen : PARTS;
  if (parts.some((part) => STARTING_IT.includes(part))) {
    for (const program of ['application', 'application-back-office', 'application-followers'])
      await bundled(copy, `test/crash/${program}`);
  }
  for (const part of parts) {
    process.stdout.write(`\n── ${part}\n`);
    if ((await run(copy, part)) !== 0) failed.push(part);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failed.length > 0) process.stdout.write(`\nNot as promised: ${failed.join(', ')}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

function run(copy, part) {
  const program = join(copy, 'test/crash', `${part}.js`);
  const flags = ['--disable-warning=ExperimentalWarning'];
  running = spawn(process.execPath, [...flags, program, ...options], { stdio: 'inherit' });
  return new Promise((resolve) => running.on('close', (code) => resolve(code ?? 1)));
}
