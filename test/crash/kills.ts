import { dayInMorocco } from '#libs/kernel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { numbersFrom } from '../support/prison-lists.ts';
import type { Acknowledged } from './acknowledged.ts';
import { ApplicationProcess } from './application-process.ts';
import { checkLog } from './check-log.ts';
import { cpuSeconds } from './cpu-seconds.ts';
import { killAgainAndAgain, nothing, type Totals } from './killed-again.ts';
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
    lanes: { type: 'string' },
    callers: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    'kills-per-log': { type: 'string' },
  },
  strict: false,
});
const number = (name: keyof typeof values, otherwise: number) => Number(values[name] ?? otherwise);
const KILLS = number('kills', values.short ? 6 : 1_000);
const MINUTES = number('minutes', values.short ? 1 : 10);
const LANES = number('lanes', values.short ? 1 : 4);
const KILLS_PER_LOG = number('kills-per-log', 20);
const CALLERS = number('callers', 12);
const CONTROL_KILLS = values.short ? 2 : 10;
const STANDALONE_KILLS = values.short ? 0 : 12;
const seed = String(values.seed);

await trainingLife();
const cpuBefore = cpuSeconds();
const startedAt = performance.now();
const secondsSoFar = () => Math.round((performance.now() - startedAt) / 1000);
const isLate = () => performance.now() - startedAt > MINUTES * 60_000;

const totals = nothing();
let left = KILLS;
const lanes = Array.from({ length: LANES }, async (_none, lane) => {
  for (let log = 0; left > 0 && !isLate(); log++) {
    const kills = Math.min(left, KILLS_PER_LOG);
    left -= kills;
    await killAgainAndAgain({ seed: `${seed}/${lane}/${log}`, kills, callers: CALLERS, isLate }, totals);
    process.stderr.write(`${secondsSoFar()} s: kills ${totals.kills}, acknowledged ${totals.acknowledged}\n`);
  }
});
await Promise.all(lanes);
const seconds = secondsSoFar();
const cpu = cpuSeconds();
const perKill = (spent: number) => Math.round((1_000 * spent) / Math.max(1, totals.kills)) / 1_000;
const cpuSecondsPerKill = {
  application: perKill(cpu.children - cpuBefore.children),
  test: perKill(cpu.own - cpuBefore.own),
};

const whole = nothing();
if (STANDALONE_KILLS > 0) await standaloneKills(`${seed}/standalone`, STANDALONE_KILLS, whole);
const control = nothing();
const weakened = 'acknowledged before the commit';
await killAgainAndAgain(
  { seed: `${seed}/control`, kills: CONTROL_KILLS, callers: CALLERS, isLate: () => false, weakened },
  control,
);

totals.faults.push(...whole.faults);
const kept = totals.lost + whole.lost + totals.doubled + whole.doubled + totals.faults.length === 0;
const ok = kept && totals.acknowledged > 0 && control.lost > 0;
const { faults, ...figures } = totals;
for (const fault of faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
const standalone = STANDALONE_KILLS > 0 && { standalone: shown(whole) };
process.stdout.write(
  `${JSON.stringify({ part: 'kills', ok, ...figures, faults: faults.length, seconds, cpuSecondsPerKill, ...standalone, control: shown(control) })}\n`,
);
process.exit(ok ? 0 : 1);

function shown({ kills, acknowledged, lost, doubled }: Totals) {
  return { kills, acknowledged, lost, doubled };
}

/** One life that ends by itself, and leaves to the others what was compiled of the program. */
async function trainingLife(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-kills-'));
  const application = new ApplicationProcess();
  const today = dayInMorocco(new Date().toISOString());
  let answers = 0;
  const staff = new Staff('training', today, await tokensOf(folder), ({ length }) => (answers += length));
  const working = staff.work(CALLERS);
  await application.start({ folder });
  staff.open(application.origin);
  await staff.until(() => answers > 200);
  staff.finish();
  await working;
  await application.settled();
  await application.end();
  await rm(folder, { recursive: true, force: true });
}

/** The same with `npm start`'s own program, whose leases pass only after the usual time: fewer kills, longer lives. */
async function standaloneKills(name: string, kills: number, sum: Totals): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-kills-'));
  const below = numbersFrom(name.length);
  const promised: Acknowledged[] = [];
  const today = dayInMorocco(new Date().toISOString());
  const staff = new Staff(name, today, await tokensOf(folder), (made) => promised.push(...made));
  const working = staff.work(CALLERS);
  for (let kill = 0; kill < kills; kill++) {
    const application = await Standalone.started(folder);
    staff.open(application.origin);
    const enough = promised.length + 1 + below(200);
    await Promise.race([staff.until(() => promised.length >= enough), pause(10_000), working]);
    if (kill === kills - 1) {
      staff.finish();
      await working;
    }
    staff.close();
    await application.kill();
    sum.kills++;
  }
  const { lost, doubled, faults } = await checkLog(folder, promised, []);
  sum.acknowledged = promised.length;
  sum.lost = lost.length;
  sum.doubled = doubled;
  sum.faults.push(...faults.map((fault) => `${name}: ${fault}`));
  await rm(folder, { recursive: true, force: true });
}
