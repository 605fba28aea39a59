import fc from 'fast-check';
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#libs/event-store';
import { openDatabase } from '#libs/sqlite';
import { newEvents, newStream } from './event-store.contract.ts';

let folder: string;
let file: string;
let writer: SqliteEventStore;
let beside: SqliteEventStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-folding-'));
  file = join(folder, 'events.db');
  writer = await SqliteEventStore.open(file);
  beside = await SqliteEventStore.open(file);
});
afterEach(async () => {
  await beside.close();
  await writer.close();
  await rm(folder, { recursive: true });
});

const append = (events: number) => writer.append(newStream(), 'no-stream', newEvents(events));

/** Events of the file without what lies beside it. */
async function eventsInFileAlone(): Promise<number> {
  const copy = join(folder, 'copy.db');
  await copyFile(file, copy);
  const database = openDatabase(copy);
  const { events } = database.prepare('SELECT count(*) AS events FROM events').get() as { events: number };
  database.close();
  await rm(copy);
  return events;
}

describe('The log folded into its file beside whoever writes it', () => {
  it('lies in the file itself, where it lay beside it before', async () => {
    await beside.foldIntoFile();
    const before = await eventsInFileAlone();
    await append(200);
    expect(await eventsInFileAlone()).toBe(before);
    await beside.foldIntoFile();
    expect(await eventsInFileAlone()).toBe(before + 200);
  });

  it('lets the writer begin anew beside the file instead of taking ever more room there', async () => {
    await append(200);
    await beside.foldIntoFile();
    const { size } = await stat(`${file}-wal`);
    for (let n = 0; n < 5; n++) {
      await append(100);
      await beside.foldIntoFile();
    }
    expect((await stat(`${file}-wal`)).size).toBe(size);
  });

  it('leaves to their reading who reads meanwhile, and keeps nobody from writing', async () => {
    await append(10);
    const reader = openDatabase(file, { readOnly: true });
    reader.exec('BEGIN');
    const count = reader.prepare('SELECT count(*) AS events FROM events');
    const seen = count.get();
    await append(10);
    await beside.foldIntoFile();
    await append(10);
    expect(count.get()).toEqual(seen);
    reader.exec('COMMIT');
    expect(count.get()).not.toEqual(seen);
    reader.close();
  });

  it('keeps everything that was acknowledged, however appends, folds and openings take turns', async () => {
    const turns = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom('fold', 'open')), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(turns, async (taken) => {
        for (const turn of taken) {
          const stream = newStream();
          if (turn === 'fold') await beside.foldIntoFile();
          else if (turn === 'open') {
            await writer.close();
            writer = await SqliteEventStore.open(file);
          } else {
            const folding = beside.foldIntoFile();
            const { position } = await writer.append(stream, 'no-stream', newEvents(turn));
            await folding;
            expect(await beside.readStream(stream)).toHaveLength(turn);
            expect(await beside.head()).toBe(position);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
