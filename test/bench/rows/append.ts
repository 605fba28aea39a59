import { type EventStore, type NewEvent, SqliteEventStore } from '#libs/event-store';
import { openDatabase } from '#libs/sqlite';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FsyncControl, inSeconds, interleaved, median, ratios, type Row } from '../measure.ts';

const ROUNDS = 7;
const TURNS = 5;
const APPENDS_A_TURN = 320;
const DATA = { text: 'x'.repeat(300) };
const METADATA = {
  commandId: randomUUID(),
  actor: { id: 'amina', role: 'social-worker', unit: 'MA-LAA' },
  note: 'y'.repeat(200),
};

/** Appends of one event to streams of their own, beside an insert of the same bytes in a transaction of its own. */
export async function append(folder: string): Promise<Row[]> {
  const fsync = new FsyncControl(folder);
  // Each side grows a file of its own: a larger one is slower to write into.
  const open = (side: string) => SqliteEventStore.open(join(folder, 'append', `${side}.sqlite`));
  const [alone, together, double] = [await open('alone'), await open('together'), await open('double')];
  const raw = openRaw(join(folder, 'append', 'raw.sqlite'));
  const by = (store: EventStore, callers: number) => async () =>
    APPENDS_A_TURN / (await inSeconds(() => appendBy(store, callers)));
  const figures = await interleaved(ROUNDS, TURNS, {
    raw: async () => APPENDS_A_TURN / (await inSeconds(raw.insert)),
    fsync: () => fsync.take(60),
    one: by(alone, 1),
    many: by(together, 32),
    // What the store would do if each append waited for its own commit, and for another beside it.
    twice: async () => APPENDS_A_TURN / 2 / (await inSeconds(() => appendBy(double, 1))),
  });
  for (const store of [alone, together, double]) await store.close();
  raw.close();
  const details = { 'raw/s': median(figures.raw), ...fsync.details };
  const twice = median(ratios(figures.twice, figures.raw));
  const single = median(ratios(figures.one, figures.raw));
  return [
    {
      name: 'append-1',
      measure: 'durable append, 1 caller ÷ raw SQLite, one insert a transaction',
      goal: { atLeast: 0.85 },
      rounds: ratios(figures.one, figures.raw),
      details: { 'appends/s': median(figures.one), ...details },
      control: { what: 'two commits an event', value: twice, failed: twice < 0.85 },
      ...fsync.void,
    },
    {
      name: 'append-32',
      measure: 'durable append, 32 callers ÷ raw SQLite, one insert a transaction',
      goal: { atLeast: 3 },
      rounds: ratios(figures.many, figures.raw),
      details: { 'appends/s': median(figures.many), ...details },
      control: { what: 'one commit an append', value: single, failed: single < 3 },
      ...fsync.void,
    },
  ];
}

async function appendBy(store: EventStore, callers: number): Promise<void> {
  let left = APPENDS_A_TURN;
  const call = async () => {
    while (left-- > 0) await store.append(`case-${randomUUID()}`, 'no-stream', [newEvent()]);
  };
  await Promise.all(Array.from({ length: callers }, call));
}

export function newEvent(): NewEvent {
  return { id: randomUUID(), type: 'NoteWritten', data: DATA, metadata: METADATA };
}

/** The least that would keep the same: the same durability, columns and unique revision. */
function openRaw(file: string) {
  const database = openDatabase(file);
  database.exec(`CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL,
    type TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, revision))`);
  const statement = database.prepare(
    'INSERT INTO events (stream, revision, type, id, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    insert: () => {
      for (let n = 0; n < APPENDS_A_TURN; n++) {
        const { id, type, data, metadata } = newEvent();
        statement.run(`case-${randomUUID()}`, 0, type, id, JSON.stringify(data), JSON.stringify(metadata));
      }
    },
    close: () => database.close(),
  };
}
