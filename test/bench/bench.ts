import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { median, type Row } from './measure.ts';
import { append } from './rows/append.ts';
import { appendAtSize } from './rows/append-at-size.ts';
import { commandOverHttp } from './rows/command-over-http.ts';
import { disk } from './rows/disk.ts';
import { history } from './rows/history.ts';
import { memory } from './rows/memory.ts';
import { openLoop } from './rows/open-loop.ts';
import { pardon } from './rows/pardon.ts';
import { rebuild100k, rebuild1m, rebuildMemory } from './rows/rebuild.ts';
import { start } from './rows/start.ts';

/** By the name `--only` takes; each makes the lines of one subject. */
const BENCHES: Readonly<Record<string, (folder: string) => Promise<Row[]>>> = {
  command: commandOverHttp,
  p99: openLoop,
  append,
  history,
  'rebuild-100k': rebuild100k,
  'rebuild-1m': rebuild1m,
  'append-at-size': appendAtSize,
  'rebuild-memory': rebuildMemory,
  memory,
  disk,
  pardon,
  start,
};

const at = process.argv.indexOf('--only');
const only = at < 0 ? Object.keys(BENCHES) : (process.argv[at + 1] ?? '').split(',');
const rows: Row[] = [];
const folder = await mkdtemp(join(tmpdir(), 'idmaj-bench-'));
try {
  for (const name of only) {
    const bench = BENCHES[name];
    if (!bench) throw new Error(`There is no bench ${name}; there are ${Object.keys(BENCHES).join(', ')}.`);
    for (const row of await bench(folder)) {
      rows.push(row);
      console.log(printed(row));
    }
  }
} finally {
  await rm(folder, { recursive: true });
  if (rows.length > 0) await store(rows);
}

function printed({ name, measure, goal = {}, unit = '', rounds, details = {}, control, void: why }: Row): string {
  const value = median(rounds);
  const { atLeast, atMost } = goal;
  const reached = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
  const wanted = atLeast === undefined ? (atMost === undefined ? '' : `≤ ${atMost}`) : `≥ ${atLeast}`;
  const verdict = why ? `VOID: ${why}` : wanted === '' ? '' : `${wanted} ${reached ? 'reached' : 'MISSED'}`;
  const range = `${short(Math.min(...rounds))}–${short(Math.max(...rounds))}`;
  const said = Object.entries(details).map(([what, one]) => `${what} ${typeof one === 'number' ? short(one) : one}`);
  const lines = [`${name}: ${measure}`, `  ${short(value)}${unit} (${range})  ${verdict}`, `  ${said.join(', ')}`];
  if (control) {
    lines.push(
      `  control, ${control.what}: ${short(control.value)} ${control.failed ? 'fails, as it must' : 'PASSES'}`,
    );
  }
  return lines.join('\n');
}

function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
}

async function store(measured: readonly Row[]): Promise<void> {
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  const { dependencies = {} } = JSON.parse(await readFile('package.json', 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  const packages = Object.fromEntries(
    Object.keys(dependencies).map((name) => [name, lock.packages[`node_modules/${name}`]?.version ?? '']),
  );
  const now = new Date().toISOString();
  await mkdir('bench-results', { recursive: true });
  const file = join('bench-results', `${now.slice(0, 19).replaceAll(':', '')}.json`);
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
  const results = measured.map((row) => ({ ...row, value: median(row.rounds) }));
  await writeFile(file, `${JSON.stringify({ at: now, machine, packages, rows: results }, null, 2)}\n`);
  console.log(`\n${file}`);
}
