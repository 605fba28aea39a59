import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#libs/event-store';
import { type Acknowledged, Appender } from '../support/spawn-appender.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-crash-'));
  file = join(folder, 'events.db');
});
afterEach(() => rm(folder, { recursive: true }));

/** Each acknowledged event lies where its receipt says, once, in a stream without gaps. */
async function expectKept(acknowledged: readonly Acknowledged[]): Promise<void> {
  const store = await SqliteEventStore.open(file);
  const missing: Acknowledged[] = [];
  for (const stream of new Set(acknowledged.map((one) => one.stream))) {
    const events = await store.readStream(stream);
    expect(events.map((event) => event.revision)).toEqual(events.map((_, index) => index));
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    for (const one of acknowledged.filter((receipt) => receipt.stream === stream)) {
      const event = events[one.revision];
      if (event?.id !== one.id || event.position !== one.position) missing.push(one);
    }
  }
  expect(missing).toEqual([]);
  await store.close();
}

describe('The event file when a process is killed', () => {
  it.each([1, 60, 350, 900])(
    'holds every acknowledged event when killed after %d of them',
    async (count) => {
      const acknowledged: Acknowledged[] = [];
      for (let kill = 0; kill < 2; kill++) {
        const appender = new Appender(file, { callers: 16 });
        await appender.until(() => appender.acknowledged.length >= count);
        await appender.kill();
        acknowledged.push(...appender.acknowledged);
        await expectKept(acknowledged);
      }
    },
    60_000,
  );

  it('lets the other process go on: none of its appends fails', async () => {
    const killed = new Appender(file, { callers: 8 });
    const other = new Appender(file, { callers: 8, count: 200 });
    await killed.until(() => killed.acknowledged.length >= 100);
    await other.until(() => other.acknowledged.length >= 100);
    await killed.kill();
    await other.gone;
    expect(other.failed).toEqual([]);
    expect(other.acknowledged).toHaveLength(8 * 200);
    await expectKept([...killed.acknowledged, ...other.acknowledged]);
  }, 60_000);
});

describe('The event file when several processes append', () => {
  it('takes every append of each of them', async () => {
    const appenders = [1, 2, 3].map(() => new Appender(file, { callers: 16, count: 60 }));
    await Promise.all(appenders.map((appender) => appender.gone));
    for (const appender of appenders) {
      expect(appender.failed).toEqual([]);
      expect(appender.acknowledged).toHaveLength(16 * 60);
    }
    await expectKept(appenders.flatMap((appender) => appender.acknowledged));
  }, 60_000);
});

describe('The event file when the disk takes no more', () => {
  it('fails each append by name, loses nothing, and goes on by itself when there is room again', async () => {
    const appender = new Appender(file, { callers: 8, fileSizeKiB: 600 });
    await appender.until(() => appender.failed.length >= 40);
    expect(['OutcomeUnknown', 'StoreUnavailable']).toEqual(expect.arrayContaining([...new Set(appender.failed)]));
    const before = appender.acknowledged.length;
    execFileSync('prlimit', [`--pid=${appender.pid}`, '--fsize=unlimited']);
    await appender.until(() => appender.acknowledged.length >= before + 400);
    await appender.kill();
    await expectKept(appender.acknowledged);
  }, 60_000);
});
