import { dayInMorocco, idFrom } from '#libs/kernel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeLists, numbersFrom, writeList } from '../support/prison-lists.ts';
import type { Acknowledged } from './acknowledged.ts';
import { ApplicationProcess, type List, type Weakness } from './application-process.ts';
import { checkAsItLies, checkLog } from './check-log.ts';
import { Staff } from './staff.ts';
import { tokensOf } from './tokens.ts';

export interface Totals {
  kills: number;
  /** Of the restarts, those that were not killed again before they were done. */
  checks: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  events: number;
  refused: number;
  imported: number;
  readonly faults: string[];
}

export interface Lives {
  readonly seed: string;
  readonly kills: number;
  readonly callers: number;
  readonly weakened?: Weakness;
  /** No time is left: one more restart and its check, and that is all. */
  readonly isLate: () => boolean;
}

const LEASE_MS = 250;
const LINES_A_LIST = 40;
const LISTS = 8;
/** One life in so many is killed at any moment from its start on, before anybody could look at it. */
const LIVES_TO_ONE_CUT_SHORT = 8;
const CUT_SHORT_WITHIN_MS = 600;
const MOST_ANSWERS = 50;

export function nothing(): Totals {
  return { kills: 0, checks: 0, acknowledged: 0, lost: 0, doubled: 0, events: 0, refused: 0, imported: 0, faults: [] };
}

/**
 * A new folder, and so many kills of the application that works in it. After each restart it finishes what was left to
 * do, and all of the folder is checked before people go on.
 */
export async function killAgainAndAgain(lives: Lives, sum: Totals): Promise<void> {
  const { seed, kills, callers, weakened, isLate } = lives;
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-kills-'));
  const below = numbersFrom(Number.parseInt(idFrom(seed, 'kills').slice(0, 8), 16));
  const promised: Acknowledged[] = [];
  const lost = new Set<Acknowledged>();
  const today = dayInMorocco(new Date().toISOString());
  const staff = new Staff(seed, today, await tokensOf(folder), (made) => promised.push(...made));
  const lists = await writeLists(folder, below);
  const imported = new Set<List>();
  const start = { folder, leaseTtlMs: LEASE_MS, weakened };
  let application = new ApplicationProcess();
  const working = staff.work(callers);
  const look = async (check: () => ReturnType<typeof checkLog>, when: string) => {
    const found = await check();
    sum.checks++;
    for (const one of found.lost) lost.add(one);
    if (weakened === undefined) sum.faults.push(...found.faults.map((fault) => `${seed}, ${when}: ${fault}`));
    return found;
  };
  try {
    for (let kill = 1; kill <= kills && !isLate(); kill++) {
      application.onMessage((message) => {
        if (!('imported' in message)) return;
        const list = lists.find(({ file }) => file === message.imported);
        if (list) imported.add(list);
        sum.imported++;
      });
      const list = lists.find((one) => !imported.has(one));
      const work = () => {
        if (list) application.import(list);
        staff.open(application.origin);
      };
      const isCutShort = kill > 1 && below(LIVES_TO_ONE_CUT_SHORT) === 0;
      if (isCutShort) {
        await application.loaded();
        application.start(start).then(work, () => undefined);
        await pause(below(CUT_SHORT_WITHIN_MS));
      } else {
        await application.start(start);
        // What follows from a log that has lost events need not come to an end.
        if (weakened === undefined) await application.settled();
        await look(() => checkAsItLies(folder, promised), `before kill ${kill}`);
      }
      const next = new ApplicationProcess();
      if (!isCutShort) {
        const enough = promised.length + 1 + below(MOST_ANSWERS);
        work();
        await Promise.race([staff.until(() => promised.length >= enough), pause(4_000), working]);
        await pause(below(30));
      }
      staff.close();
      await application.kill();
      sum.kills++;
      application = next;
    }
    await application.start(start);
    staff.open(application.origin);
    staff.finish();
    await working;
    staff.close();
    await application.kill();
    const end = await look(
      () => (weakened ? checkAsItLies(folder, promised) : checkLog(folder, promised, [...imported])),
      'at the end',
    );
    sum.acknowledged += promised.length;
    sum.refused += staff.refused;
    sum.lost += lost.size;
    sum.doubled += end.doubled;
    sum.events += end.events;
  } finally {
    await application.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Short lists of one prison's export, admissions first, then some of these people's releases. */
async function writeLists(folder: string, below: (most: number) => number): Promise<List[]> {
  const made = makeLists(below(1_000_000), LINES_A_LIST * LISTS);
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
