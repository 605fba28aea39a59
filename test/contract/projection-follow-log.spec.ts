import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BEGINNING, type RecordedEvent, SqliteEventStore, StoreUnavailable } from '#libs/event-store';
import { followLog } from '#libs/read-models';

let folder: string;
let store: SqliteEventStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-follow-'));
  store = await SqliteEventStore.open(join(folder, 'events.db'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function append(count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => ({ id: randomUUID(), type: 'T', data: { n }, metadata: {} }));
  await store.append(`thing-${randomUUID()}`, 'no-stream', events);
}

async function take(
  pages: AsyncGenerator<readonly RecordedEvent[]>,
  count: number,
): Promise<{ seen: RecordedEvent[]; sizes: number[] }> {
  const seen: RecordedEvent[] = [];
  const sizes: number[] = [];
  while (seen.length < count) {
    const { value } = await pages.next();
    if (!value) break;
    seen.push(...value);
    sizes.push(value.length);
  }
  return { seen, sizes };
}

describe('Following the log', () => {
  it('gives what is there in pages, then what comes', async () => {
    await append(5);
    const pages = followLog(store, BEGINNING, { pageSize: 4 });
    const { seen, sizes } = await take(pages, 6);
    expect(sizes).toEqual([4, 2]);
    const coming = take(pages, 3);
    await append(3);
    const news = await coming;
    expect([...seen, ...news.seen]).toEqual(await store.readAll(BEGINNING, 100));
    await pages.return();
  });

  it('gathers under a flow what comes one by one, and gives at once what comes after a silence', async () => {
    await append(5);
    const pages = followLog(store, BEGINNING, { gatherMs: { atLeast: 500, atMost: 1_000 } });
    const first = await take(pages, 6);
    const gathered = take(pages, 3);
    for (let n = 0; n < 3; n++) await append(1);
    expect([...first.sizes, ...(await gathered).sizes]).toEqual([6, 3]);
    await pages.return();
  });

  it('ends when it is told to while it waits', async () => {
    const ending = new AbortController();
    const pages = followLog(store, await store.head(), { signal: ending.signal });
    const next = pages.next();
    ending.abort();
    expect((await next).done).toBe(true);
  });

  it('goes on by itself when the store was away, and misses nothing', async () => {
    await append(3);
    let away = 3;
    const readAll = store.readAll.bind(store);
    store.readAll = async (after, limit) => {
      if (away-- > 0) throw new StoreUnavailable('away');
      return readAll(after, limit);
    };
    const faults: string[] = [];
    const pages = followLog(store, BEGINNING, { onFault: ({ message }) => faults.push(message) });
    const { seen } = await take(pages, 4);
    expect(seen).toHaveLength(4);
    expect(faults).toEqual(['away', 'away', 'away']);
    await pages.return();
  });

  it('does not hide any other error', async () => {
    await expect(followLog(store, 'not a position').next()).rejects.toThrow(RangeError);
  });
});
