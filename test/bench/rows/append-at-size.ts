import { SqliteEventStore } from '#libs/event-store';
import { openDatabase } from '#libs/sqlite';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FsyncControl, inSeconds, interleaved, median, ratios, type Row } from '../measure.ts';
import { folderWithLog } from '../typical-log.ts';
import { newEvent } from './append.ts';

const ROUNDS = 7;
const TURNS = 3;
const APPENDS_A_TURN = 300;

/** One caller's appends to a long log and to a short one, each beside the fsyncs of the same moment. */
export async function appendAtSize(within: string): Promise<Row[]> {
  const fsync = new FsyncControl(within);
  const small = await openCopy(within, 10_000, 'small');
  const large = await openCopy(within, 1_000_000, 'large');
  const indexed = await openCopy(within, 1_000_000, 'indexed', 'CREATE UNIQUE INDEX by_id ON events (id)');
  const against = (store: SqliteEventStore) => async () => {
    const before = fsync.take(60);
    const rate = APPENDS_A_TURN / (await inSeconds(() => appendTo(store)));
    return rate / ((before + fsync.take(60)) / 2);
  };
  const figures = await interleaved(ROUNDS, TURNS, {
    small: against(small),
    large: against(large),
    indexed: against(indexed),
  });
  for (const store of [small, large, indexed]) await store.close();
  const value = median(ratios(figures.indexed, figures.small));
  return [
    {
      name: 'append-at-size',
      measure: 'append at 1,000,000 events ÷ at 10,000, each against fsync',
      goal: { atLeast: 0.75 },
      rounds: ratios(figures.large, figures.small),
      details: { ...fsync.details, 'appends an fsync at 1M': median(figures.large), 'at 10k': median(figures.small) },
      control: { what: 'an index over the random ids', value, failed: value < 0.75 },
      ...fsync.void,
    },
  ];
}

async function openCopy(within: string, events: number, as: string, sql?: string): Promise<SqliteEventStore> {
  const file = join(await folderWithLog(within, events, as), 'events.sqlite');
  if (sql !== undefined) {
    const database = openDatabase(file);
    database.exec(sql);
    database.close();
  }
  return SqliteEventStore.open(file);
}

async function appendTo(store: SqliteEventStore): Promise<void> {
  for (let n = 0; n < APPENDS_A_TURN; n++) await store.append(`case-${randomUUID()}`, 'no-stream', [newEvent()]);
}
