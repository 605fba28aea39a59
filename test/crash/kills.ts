import { dayInMorocco, idFrom } from '#libs/kernel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { makeLists, numbersFrom, writeList } from '../support/prison-lists.ts';
import { type Acknowledged, missingOf } from './acknowledged.ts';
import { ApplicationProcess, type List, type Weakness } from './application-process.ts';
import { checkLog } from './check-log.ts';
import { Staff } from './staff.ts';
import { Standalone } from './standalone.ts';
import { tokensOf } from './tokens.ts';

/**
 * Kills the whole application, again and again, while people send commands, lists are imported, and projections and
 * processes follow; then looks for what it had acknowledged.
 */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    kills: { type: 'string' },
    minutes: { type: 'string' },
    lanes: { type: 'string', default: '2' },
    callers: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    'kills-per-log': { type: 'string' },
  },
  strict: false,
});
const number = (name: keyof typeof values, otherwise: number) => Number(values[name] ?? otherwise);
const KILLS = number('kills', values.short ? 5 : 1_000);
const MINUTES = number('minutes', values.short ? 1 : 10);
const KILLS_PER_LOG = number('kills-per-log', values.short ? 5 : 50);
const CALLERS = number('callers', 12);
const LEASE_MS = 250;
const LINES_A_LIST = 40;

interface Totals {
  kills: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  events: number;
  refused: number;
  imported: number;
  readonly faults: string[];
}
const nothing = (): Totals => ({
  kills: 0,
  acknowledged: 0,
  lost: 0,
  doubled: 0,
  events: 0,
  refused: 0,
  imported: 0,
  faults: [],
});

const today = dayInMorocco(new Date().toISOString());
const startedAt = performance.now();
const secondsSoFar = () => Math.round((performance.now() - startedAt) / 1000);
const endsAt = startedAt + MINUTES * 60_000;

const totals = nothing();
let left = KILLS;
const lanes = Array.from({ length: values.short ? 1 : number('lanes', 2) }, async (_none, lane) => {
  for (let log = 0; left > 0 && performance.now() < endsAt; log++) {
    const kills = Math.min(left, KILLS_PER_LOG);
    left -= kills;
    await oneLog(`${String(values.seed)}/${lane}/${log}`, kills, totals);
    process.stderr.write(`${secondsSoFar()} s: kills ${totals.kills}, acknowledged ${totals.acknowledged}\n`);
  }
});
await Promise.all(lanes);
const seconds = secondsSoFar();
const whole = nothing();
if (!values.short) await standaloneKills(`${String(values.seed)}/standalone`, 12, whole);
const control = nothing();
await oneLog(`${String(values.seed)}/control`, values.short ? 2 : 10, control, 'acknowledged before the commit');

totals.faults.push(...whole.faults);
const kept =
  whole.lost === 0 &&
  totals.lost === 0 &&
  totals.doubled === 0 &&
  totals.faults.length === 0 &&
  totals.acknowledged > 0;
const { faults, ...figures } = totals;
for (const fault of faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
const { kills, acknowledged, lost } = control;
process.stdout.write(
  `${JSON.stringify({ part: 'kills', ok: kept && lost > 0, ...figures, faults: faults.length, seconds, standalone: { kills: whole.kills, acknowledged: whole.acknowledged, lost: whole.lost, doubled: whole.doubled }, control: { kills, acknowledged, lost } })}\n`,
);
process.exit(kept && lost > 0 ? 0 : 1);

/** A new log, so many kills, and then the full check of it. */
async function oneLog(seed: string, kills: number, sum: Totals, weakened?: Weakness): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-kills-'));
  const below = numbersFrom(Number.parseInt(idFrom(seed, 'kills').slice(0, 8), 16));
  const promised: Acknowledged[] = [];
  const staff = new Staff(seed, today, await tokensOf(folder), (made) => promised.push(...made));
  const lists = await writeLists(folder, below);
  let importing = 0;
  const start = { folder, leaseTtlMs: LEASE_MS, weakened };
  let next = new ApplicationProcess();
  const working = staff.work(CALLERS);
  let checked = 0;
  try {
    for (let kill = 0; kill <= kills; kill++) {
      const application = next;
      const isLast = kill === kills || (performance.now() > endsAt && weakened === undefined);
      application.onMessage((message) => {
        if ('imported' in message) {
          importing++;
          sum.imported++;
          const list = lists[importing];
          if (list) application.import(list);
        }
      });
      if (!isLast && below(20) === 0) {
        await application.begin(start);
        await pause(below(400));
      } else {
        await application.start(start);
        const missing = missingOf(folder, promised.slice(checked));
        if (missing.length > 0 && weakened === undefined)
          sum.faults.push(`after kill ${kill} of ${seed}: ${missing.length} missing`);
        checked = promised.length;
        const list = lists[importing];
        if (list) application.import(list);
        staff.open(application.origin);
        if (isLast) break;
        next = new ApplicationProcess();
        const enough = promised.length + 1 + below(60);
        await Promise.race([staff.until(() => promised.length >= enough), pause(4_000), working]);
        await pause(below(30));
      }
      if (next === application) next = new ApplicationProcess();
      staff.close();
      await application.kill();
      sum.kills++;
    }
    staff.finish();
    await working;
    await next.kill();
    const used = lists.slice(0, importing);
    const findings = await checkLog(folder, promised, weakened ? [] : used);
    sum.acknowledged += promised.length;
    sum.refused += staff.refused;
    sum.lost += findings.lost;
    sum.doubled += findings.doubled;
    sum.events += findings.events;
    sum.faults.push(...findings.faults.map((fault) => `${seed}: ${fault}`));
  } finally {
    await next.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same with `npm start`'s own program, whose leases pass only after the usual time: fewer kills, longer lives. */
async function standaloneKills(seed: string, kills: number, sum: Totals): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-kills-'));
  const below = numbersFrom(Number.parseInt(idFrom(seed, 'kills').slice(0, 8), 16));
  const promised: Acknowledged[] = [];
  const staff = new Staff(seed, today, await tokensOf(folder), (made) => promised.push(...made));
  const working = staff.work(CALLERS);
  for (let kill = 0; kill <= kills; kill++) {
    const standalone = await Standalone.started(folder);
    staff.open(standalone.origin);
    const enough = promised.length + 1 + below(200);
    await Promise.race([staff.until(() => promised.length >= enough), pause(10_000), working]);
    if (kill === kills) {
      staff.finish();
      await working;
    }
    staff.close();
    await standalone.kill();
    sum.kills++;
  }
  const findings = await checkLog(folder, promised, []);
  await rm(folder, { recursive: true, force: true });
  sum.acknowledged += promised.length;
  sum.lost += findings.lost;
  sum.doubled += findings.doubled;
  sum.faults.push(...findings.faults.map((fault) => `${seed}: ${fault}`));
}

/** Short lists of one prison's export, admissions first, then some of these people's releases. */
async function writeLists(folder: string, below: (most: number) => number): Promise<List[]> {
  const made = makeLists(below(1_000_000), LINES_A_LIST * 8);
  const files: List[] = [];
  for (const kind of ['admission', 'release'] as const) {
    const { lines } = kind === 'admission' ? made.admissions : made.releases;
    for (let at = 0; at < lines.length; at += LINES_A_LIST) {
      const file = join(folder, `${kind}s-${at}.csv`);
      await writeList(file, kind, lines.slice(at, at + LINES_A_LIST));
      files.push({ kind, file });
    }
  }
  return files;
}
