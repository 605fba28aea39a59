import { InvalidAppend, type StreamAppend, SqliteEventStore, WrongRevision } from '#libs/event-store';
import { idFrom } from '#libs/kernel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v5 as uuid5 } from 'uuid';

let folder: string;
let store: SqliteEventStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-together-'));
  store = await SqliteEventStore.open(join(folder, 'events.sqlite'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const one = (stream: string, expected: StreamAppend['expected'] = 'no-stream'): StreamAppend => ({
  stream,
  expected,
  events: [{ id: idFrom(stream, String(expected)), type: 'NoteWritten', data: { text: stream }, metadata: {} }],
});

describe('appends to several streams in one commit', () => {
  it('are all written, in the order they were given', async () => {
    const receipts = await store.appendTogether([one('claim-a'), one('claim-b'), one('person-1')]);
    const log = await store.readAll('', 10);
    expect(log.slice(1).map(({ stream }) => stream)).toEqual(['claim-a', 'claim-b', 'person-1']);
    expect(receipts.map(({ position }) => position)).toEqual(log.slice(1).map(({ position }) => position));
  });

  it('leave nothing behind when one does not fit, and say which', async () => {
    await store.append('claim-b', 'no-stream', one('claim-b').events);
    const refused = store.appendTogether([
      one('claim-a'),
      { ...one('claim-b', 3), expected: 'no-stream' },
      one('person-1'),
    ]);
    await expect(refused).rejects.toMatchObject({ name: 'WrongRevision', stream: 'claim-b' });
    expect(await store.readStream('claim-a')).toEqual([]);
    expect(await store.readStream('person-1')).toEqual([]);
  });

  it('of two that want the same stream in the same turn, one wins whole', async () => {
    const both = [one('person-1'), one('person-2')].map((owner, n) =>
      store.appendTogether([{ ...one('claim-a'), events: one('claim-a', n).events }, owner]),
    );
    const [first, second] = await Promise.allSettled(both);
    expect(first?.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: expect.any(WrongRevision) });
    expect(await store.readStream('person-2')).toEqual([]);
  });

  it('answer the first receipts when they are made again', async () => {
    const appends = [one('claim-a'), one('person-1')];
    const receipts = await store.appendTogether(appends);
    await store.append('person-1', 0, one('person-1', 0).events);
    expect(await store.appendTogether(appends)).toEqual(receipts);
    expect(await store.readAll('', 10)).toHaveLength(4);
  });

  it('name no stream twice', async () => {
    await expect(store.appendTogether([one('claim-a'), one('claim-a', 0)])).rejects.toBeInstanceOf(InvalidAppend);
  });
});

describe('whether others have written', () => {
  it('moves with the commits of another connection and not with its own', async () => {
    const before = store.writtenElsewhere();
    await store.append('person-1', 'no-stream', one('person-1').events);
    expect(store.writtenElsewhere()).toBe(before);
    const other = await SqliteEventStore.open(join(folder, 'events.sqlite'));
    await other.append('person-2', 'no-stream', one('person-2').events);
    expect(store.writtenElsewhere()).not.toBe(before);
    await other.close();
  });
});

it('ids made of words are UUIDs of version 5', () => {
  for (const words of [['a'], ['command', 'person-1', '0'], ['أمينة', 'x']]) {
    expect(idFrom(...words)).toBe(uuid5(words.join('\u001f'), '6f1d3f0e-5f0b-5a36-9a55-0d0c4a1f7e11'));
  }
});
