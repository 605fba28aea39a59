import { dayInMorocco } from '#libs/kernel';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Acknowledged } from './acknowledged.ts';
import { ApplicationProcess, type Weakness } from './application-process.ts';
import { checkLog } from './check-log.ts';
import { diskShim } from './disk-shim.ts';
import { Staff } from './staff.ts';
import { tokensOf } from './tokens.ts';

/**
 * While people work: a full disk, a folder that became read-only, an fsync that fails, a clock that jumps, a process
 * that stands still. What is answered meanwhile says so, what was acknowledged stays, and all goes on by itself.
 */
const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, only: { type: 'string' } },
  strict: false,
});
const STOPPED_MS = values.short ? 3_000 : 30_000;
const ENOUGH = values.short ? 25 : 200;
const UNAVAILABLE = values.short ? 10 : 100;
const PATIENCE_MS = 90_000;
const CALLERS = 6;
const DAY_MS = 86_400_000;

interface Outcome {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly unavailable: Record<string, number>;
  readonly faults: readonly string[];
}

interface Place {
  readonly folder: string;
  readonly application: ApplicationProcess;
  readonly staff: Staff;
  readonly promised: readonly Acknowledged[];
  /** Resolves when so many more commands were acknowledged. */
  more(count: number): Promise<void>;
  told503(count: number): Promise<void>;
}

const work = await mkdtemp(join(tmpdir(), 'idmaj-faults-'));
const shim = diskShim(work);
const outcomes: Record<string, Outcome | string> = {};

const disk = (fault: string) => (shim === undefined ? 'no C compiler (cc)' : () => faultOfDisk(fault, shim));
const scenarios = [
  ['stopped process', standsStill],
  ['disk full', disk('ENOSPC')],
  ['read-only folder', disk('EROFS')],
  ['fsync fails', disk('EIO')],
  ['small disk really full', smallDisk],
  ['clock a day forth and back', clockJumps],
] as const;
const waiting = scenarios.values();
const runner = async () => {
  for (const [name, run] of waiting) await scenario(name, run);
};
await Promise.all([runner(), runner()]);
const control =
  shim === undefined || values.short || values.only !== undefined
    ? undefined
    : await faultOfDisk('ENOSPC', shim, 'acknowledged before the commit');
await rm(work, { recursive: true, force: true });

const ran = Object.values(outcomes).filter((outcome): outcome is Outcome => typeof outcome !== 'string');
const isControlled = control === undefined || control.lost > 0;
const ok = isControlled && ran.every(({ lost, doubled, faults }) => lost + doubled + faults.length === 0);
const { acknowledged, lost } = control ?? { acknowledged: 0, lost: 0 };
process.stdout.write(
  `${JSON.stringify({ part: 'faults', ok, stoppedSeconds: STOPPED_MS / 1000, outcomes, ...(control && { control: { acknowledged, lost } }) })}\n`,
);
process.exit(ok ? 0 : 1);

async function scenario(name: string, run: (() => Promise<Outcome | string>) | string): Promise<void> {
  if (values.only !== undefined && values.only !== name) return;
  const outcome = typeof run === 'string' ? run : await run();
  outcomes[name] = typeof outcome === 'string' ? `not run: ${outcome}` : outcome;
  process.stdout.write(`${name}: ${JSON.stringify(outcomes[name])}\n`);
}

/** The disk refuses for a while, then takes writes again; the process is the same all along. */
async function faultOfDisk(fault: string, library: string, weakened?: Weakness): Promise<Outcome> {
  const folder = await mkdtemp(join(work, 'data-'));
  const switchFile = `${folder}.fault`;
  await writeFile(switchFile, '');
  const environment = { LD_PRELOAD: library, CRASH_FOLDER: folder, CRASH_FAULT: switchFile };
  return withPlace(
    folder,
    environment,
    async (place) => {
      await place.more(ENOUGH);
      await writeFile(switchFile, fault);
      // Who acknowledges too early tells nobody.
      await (weakened ? place.more(ENOUGH) : place.told503(UNAVAILABLE));
      await writeFile(switchFile, '');
      await place.more(ENOUGH);
    },
    weakened,
  );
}

/** A file system of a few megabytes, where it may be mounted. */
async function smallDisk(): Promise<Outcome | string> {
  const folder = join(work, 'small');
  await mkdir(folder);
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2500k', 'idmaj-crash', folder]);
  if (mount.error ?? mount.status !== 0) return 'nothing can be mounted here';
  try {
    return await withPlace(folder, {}, async (place) => {
      await place.told503(UNAVAILABLE);
      spawnSync('mount', ['-o', 'remount,size=256m', folder]);
      await place.more(ENOUGH);
    });
  } finally {
    // A file may be let go of only later.
    spawnSync('umount', ['--lazy', folder]);
  }
}

async function clockJumps(): Promise<Outcome> {
  return withPlace(await mkdtemp(join(work, 'data-')), {}, async (place) => {
    for (const offMs of [0, DAY_MS, -DAY_MS, 0]) {
      place.application.setClockOff(offMs);
      await place.more(ENOUGH);
    }
  });
}

/** While one stands still, the other does the work; when the one goes on, its leases are no longer its own. */
async function standsStill(): Promise<Outcome> {
  const folder = await mkdtemp(join(work, 'data-'));
  return withPlace(folder, {}, async (place) => {
    await place.more(ENOUGH);
    const other = new ApplicationProcess();
    try {
      await other.start({ folder, leaseTtlMs: 1_000 });
      place.application.signal('SIGSTOP');
      place.staff.open(other.origin);
      await pause(STOPPED_MS);
      place.application.signal('SIGCONT');
      await place.more(ENOUGH);
      place.staff.open(place.application.origin);
      await place.more(ENOUGH);
      place.staff.finish();
    } finally {
      await other.kill();
    }
  });
}

async function withPlace(
  folder: string,
  environment: NodeJS.ProcessEnv,
  story: (place: Place) => Promise<void>,
  weakened?: Weakness,
): Promise<Outcome> {
  const promised: Acknowledged[] = [];
  const today = dayInMorocco(new Date().toISOString());
  const staff = new Staff(folder, today, await tokensOf(folder), (made) => promised.push(...made));
  const application = new ApplicationProcess(environment);
  const faults: string[] = [];
  const working = staff.work(CALLERS);
  const until = async (condition: () => boolean, what: string) => {
    const late = pause(PATIENCE_MS, 'late', { ref: false });
    const first = await Promise.race([staff.until(condition), late, working, application.gone]);
    if (first === 'late' || !condition()) throw new Error(`It did not come to it that ${what}.`);
  };
  const unavailable = () => [...staff.unavailable.values()].reduce((sum, times) => sum + times, 0);
  try {
    await application.start({ folder, leaseTtlMs: 1_000, weakened });
    staff.open(application.origin);
    await story({
      folder,
      application,
      staff,
      promised,
      more(count) {
        const enough = promised.length + count;
        return until(() => promised.length >= enough, `${count} more commands are acknowledged`);
      },
      told503(count) {
        const enough = unavailable() + count;
        return until(() => unavailable() >= enough, 'people are told that it cannot be now');
      },
    });
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
    staff.close();
  }
  staff.finish();
  await working;
  await application.kill();
  for (const told of staff.unavailable.keys())
    if (!/^application\/problem\+json; charset=utf-8 retry-after \d+ service\./.test(told))
      faults.push(`503 as ${told}`);
  const found = await checkLog(folder, promised, []);
  return {
    acknowledged: promised.length,
    lost: found.lost.length,
    doubled: found.doubled,
    unavailable: Object.fromEntries(staff.unavailable),
    faults: [...faults, ...found.faults],
  };
}
