import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, StoreUnavailable } from '#libs/event-store';
import { openDatabase } from '#libs/sqlite';
import { newEvents, newStream } from './event-store.contract.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-faults-'));
  file = join(folder, 'events.db');
});
afterEach(() => rm(folder, { recursive: true }));

describe('The event file while another process writes to it', () => {
  it('lets appends wait, keeps the process responsive, and answers once the other is done', async () => {
    const store = await SqliteEventStore.open(file);
    const other = openDatabase(file);
    other.exec('BEGIN IMMEDIATE');
    const head = await store.head();
    let answered = 0;
    const appends = Array.from({ length: 10 }, async () => {
      await store.append(newStream(), 'no-stream', newEvents(1));
      answered++;
    });
    for (let turn = 0; turn < 20; turn++) await store.changed(head, 5);
    expect(answered).toBe(0);
    expect(await store.head()).toBe(head);
    other.exec('COMMIT');
    await Promise.all(appends);
    expect(answered).toBe(10);
    other.close();
    await store.close();
  });

  it('reads what was committed before', async () => {
    const store = await SqliteEventStore.open(file);
    const stream = newStream();
    await store.append(stream, 'no-stream', newEvents(2));
    const other = openDatabase(file);
    other.exec('BEGIN IMMEDIATE; DELETE FROM events');
    expect(await store.readStream(stream)).toHaveLength(2);
    other.exec('ROLLBACK');
    other.close();
    await store.close();
  });
});

describe('The event file when it is not one', () => {
  it('is refused when it holds something else', async () => {
    await writeFile(file, 'Nom,Prénom,CIN\n'.repeat(1_000));
    await expect(SqliteEventStore.open(file)).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('is refused when a newer program has written it', async () => {
    await (await SqliteEventStore.open(file)).close();
    const later = openDatabase(file);
    later.exec('PRAGMA user_version = 2');
    later.close();
    await expect(SqliteEventStore.open(file)).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('is refused where no file can be', async () => {
    await writeFile(join(folder, 'occupied'), '');
    await expect(SqliteEventStore.open(join(folder, 'occupied', 'events.db'))).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

describe('The event file after a fault', () => {
  /** What a disk that returned an error leaves behind: every statement fails until the file is opened again. */
  async function broken() {
    const store = await SqliteEventStore.open(file);
    await store.append('project-1', 'no-stream', newEvents(1));
    const other = openDatabase(file);
    other.exec('ALTER TABLE events RENAME TO hidden');
    await expect(store.append('project-1', 0, newEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.readStream('project-1')).rejects.toBeInstanceOf(StoreUnavailable);
    return { store, other };
  }

  it('is used again by itself when the fault is over', async () => {
    const { store, other } = await broken();
    other.exec('ALTER TABLE hidden RENAME TO events');
    other.close();
    expect(await store.readStream('project-1')).toHaveLength(1);
    expect(await store.append('project-1', 0, newEvents(1))).toMatchObject({ revision: 1 });
    await store.close();
  });

  it('is not made anew when it is gone', async () => {
    const { store, other } = await broken();
    other.close();
    await rename(file, join(folder, 'moved.db'));
    await expect(store.append('project-1', 0, newEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
    await store.close();
  });

  it('is refused when another log lies in its place', async () => {
    const { store, other } = await broken();
    other.close();
    for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
    await (await SqliteEventStore.open(file)).close();
    await expect(store.append('project-1', 0, newEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.readAll('', 10)).rejects.toBeInstanceOf(StoreUnavailable);
    await store.close();
  });
});
