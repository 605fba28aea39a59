import { SqliteEventStore } from '#libs/event-store';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { numbersFrom } from '../support/prison-lists.ts';
import { type DiskOp, Disk, readRecord } from './disk-record.ts';
import { diskShim } from './disk-shim.ts';

/**
 * Records what the event file's adapter writes and syncs, then cuts the power at moments chosen by chance: of what was
 * not synced by then, some is lost and some is torn. What is left is opened, and must hold all that was acknowledged.
 */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    cuts: { type: 'string' },
    events: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
  strict: false,
});
const CUTS = Number(values.cuts ?? (values.short ? 30 : 300));
const EVENTS = Number(values.events ?? (values.short ? 600 : 6_000));
const SYNC_FAILS_EVERY = 9;
const PARENT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const work = await mkdtemp(join(PARENT, 'idmaj-power-'));
const shim = diskShim(work);
if (shim === undefined) {
  process.stdout.write(
    'There is no C compiler (cc) here; the recording layer is written in C. Install one to run this part.\n',
  );
  process.stdout.write(`${JSON.stringify({ part: 'power-loss', ok: true, notRun: 'no C compiler' })}\n`);
  process.exit(0);
}

interface Outcome {
  readonly recorded: number;
  readonly syncs: number;
  cuts: number;
  acknowledged: number;
  lost: number;
  cutsThatLost: number;
  unopened: number;
}

const full = await recordAndCut('full', {}, CUTS);
const failing = await recordAndCut('failing', { CRASH_SYNC_FAILS: String(SYNC_FAILS_EVERY) }, Math.ceil(CUTS / 3));
const normal = await recordAndCut('weak', {}, Math.ceil(CUTS / 3));
await rm(work, { recursive: true });
const ok = full.lost + full.unopened + failing.lost + failing.unopened === 0 && normal.lost > 0;
process.stdout.write(
  `${JSON.stringify({ part: 'power-loss', ok, full, syncFailsEvery: SYNC_FAILS_EVERY, failing, control: normal })}\n`,
);
process.exit(ok ? 0 : 1);

async function recordAndCut(
  how: 'full' | 'failing' | 'weak',
  environment: NodeJS.ProcessEnv,
  cuts: number,
): Promise<Outcome> {
  const folder = join(work, how);
  const record = join(work, `${how}.record`);
  await mkdir(folder);
  await run([folder, String(EVENTS), how], {
    CRASH_FOLDER: folder,
    CRASH_RECORD: record,
    LD_PRELOAD: shim,
    ...environment,
  });
  const ops = readRecord(await readFile(record));
  await rm(record);
  await rm(folder, { recursive: true });
  const outcome = {
    recorded: ops.length,
    syncs: ops.filter(({ op }) => op === 'sync').length,
    cuts: 0,
    acknowledged: ops.filter((op) => basename(op.path) === 'acknowledged').length,
    lost: 0,
    cutsThatLost: 0,
    unopened: 0,
  };
  const below = numbersFrom(Number(values.seed));
  const points = Array.from({ length: cuts }, () => below(ops.length)).sort((one, other) => one - other);
  const disk = new Disk();
  let at = 0;
  let acknowledged = '';
  for (const point of points) {
    for (; at < point; at++) {
      const op = ops[at] as DiskOp;
      if (basename(op.path) !== 'acknowledged') disk.apply(op);
      else if (op.op === 'write') acknowledged += op.data.toString();
    }
    await cutNow(disk, acknowledged, below, outcome);
  }
  return outcome;
}

async function cutNow(
  disk: Disk,
  acknowledged: string,
  below: (most: number) => number,
  outcome: Outcome,
): Promise<void> {
  const folder = join(work, 'after');
  await mkdir(folder);
  for (const [path, image] of disk.afterPowerCut(below)) await writeFile(join(folder, basename(path)), image);
  outcome.cuts++;
  try {
    const store = await SqliteEventStore.open(join(folder, 'events.sqlite'));
    const events = await store.readAll('', 1_000_000);
    await store.close();
    const there = new Set(events.map(({ stream, revision, id }) => JSON.stringify({ stream, revision, id })));
    const lost = acknowledged.split('\n').filter((line) => line !== '' && !there.has(line)).length;
    outcome.lost += lost;
    if (lost > 0) outcome.cutsThatLost++;
  } catch (error) {
    outcome.unopened++;
    process.stdout.write(
      `After a power cut the file cannot be opened: ${String(error)} ${String((error as Error).cause)}\n`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Resolves when it has killed itself. */
function run(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const program = fileURLToPath(new URL('recorded-appender.js', import.meta.url));
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment },
  });
  return new Promise((resolve, reject) =>
    child.on('close', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`The appender ended with ${String(code ?? signal)}.`)),
    ),
  );
}
