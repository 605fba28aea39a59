import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#libs/event-store';
import { describeEventStore, newEvents, newStream } from './event-store.contract.ts';

async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'idmaj-events-'));
}

describeEventStore('SQLite file', async () => {
  const folder = await newFolder();
  const file = join(folder, 'events.db');
  const store = await SqliteEventStore.open(file);
  return {
    store,
    openAnother: () => SqliteEventStore.open(file),
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});

describe('The event file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps its events and its name when it is closed and opened again', async () => {
    const file = join(folder, 'events.db');
    const first = await SqliteEventStore.open(file);
    const stream = newStream();
    const events = newEvents(3);
    const receipt = await first.append(stream, 'no-stream', events);
    const logId = await first.logId();
    const before = await first.readAll('', 10);
    await first.close();

    const second = await SqliteEventStore.open(file);
    expect(await second.logId()).toBe(logId);
    expect(await second.readAll('', 10)).toEqual(before);
    expect(await second.append(stream, 'no-stream', events)).toEqual(receipt);
    await second.close();
  });

  it('gets one name when several open it first', async () => {
    const file = join(folder, 'events.db');
    const stores = await Promise.all(Array.from({ length: 5 }, () => SqliteEventStore.open(file)));
    expect(new Set(await Promise.all(stores.map((store) => store.logId()))).size).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('can be read by its owner alone, and holds all by itself once it is closed', async () => {
    const file = join(folder, 'data', 'events.db');
    const store = await SqliteEventStore.open(file);
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    expect([await mode(join(folder, 'data')), await mode(file), await mode(`${file}-wal`)]).toEqual([
      '700',
      '600',
      '600',
    ]);
    const stream = newStream();
    await store.append(stream, 'no-stream', newEvents(1));
    await store.close();
    await copyFile(file, join(folder, 'copy.db'));
    const copy = await SqliteEventStore.open(join(folder, 'copy.db'));
    expect(await copy.readStream(stream)).toHaveLength(1);
    await copy.close();
  });

  it('answers what was asked before it was closed', async () => {
    const store = await SqliteEventStore.open(join(folder, 'events.db'));
    const asked = Array.from({ length: 5 }, () => store.append(newStream(), 'no-stream', newEvents(1)));
    await store.close();
    expect(await Promise.all(asked)).toHaveLength(5);
  });

  it('takes at most 1.3 bytes for each byte of JSON', async () => {
    const file = join(folder, 'events.db');
    const store = await SqliteEventStore.open(file);
    let json = 0;
    for (let n = 0; n < 400; n++) {
      const events = newEvents(5).map((event) => ({ ...event, data: { text: 'n'.repeat(500) } }));
      json += events.reduce((sum, event) => sum + JSON.stringify([event.data, event.metadata]).length, 0);
      await store.append(newStream(), 'no-stream', events);
    }
    await store.close();
    expect((await stat(file)).size / json).toBeLessThan(1.3);
  });
});
