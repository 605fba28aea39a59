import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';
import { openDatabase } from '#libs/sqlite';
import { join } from 'node:path';
import { inSeconds, interleaved, median, ratios, type Row } from '../measure.ts';
import { inProcess } from '../in-process.ts';
import { folderWithLog, openFolder } from '../typical-log.ts';

const PAGE = 1_000;

export const rebuild100k = (folder: string) => rebuild(folder, 100_000, 0.6, 5);
export const rebuild1m = (folder: string) => rebuild(folder, 1_000_000, 0.5, 5);

/** All projections built anew, beside reading the log page by page and parsing data and metadata. */
async function rebuild(within: string, events: number, atLeast: number, rounds: number): Promise<Row[]> {
  const folder = await folderWithLog(within, events);
  const idmaj = await openFolder(folder);
  const runner = new ProjectionRunner({ ...idmaj, projections });
  await runner.start();
  await runner.caughtUpTo(await idmaj.events.head(), 3_600_000);
  const names = projections.map(({ name }) => name);
  const file = join(folder, 'events.sqlite');
  const figures = await interleaved(rounds, 1, {
    parsed: async () => events / (await inSeconds(() => parseAll(file, events))),
    rebuilt: async () => events / (await inSeconds(() => runner.rebuild(...names))),
  });
  const oneByOne = await inSeconds(async () => {
    for (const name of names) await runner.rebuild(name);
  });
  await runner.stop();
  await idmaj.close();
  const value = events / oneByOne / median(figures.parsed);
  const name = events >= 1_000_000 ? 'rebuild-1m' : 'rebuild-100k';
  return [
    {
      name,
      measure: `full rebuild of all ${names.length} projections, ${events} events ÷ reading and parsing the log`,
      goal: { atLeast },
      rounds: ratios(figures.rebuilt, figures.parsed),
      details: { 'events/s': median(figures.rebuilt), 'parsed/s': median(figures.parsed) },
      control: { what: 'the log read once a projection', value, failed: value < atLeast },
    },
  ];
}

function parseAll(file: string, events: number): void {
  const database = openDatabase(file, { readOnly: true });
  const page = database.prepare(
    'SELECT position, data, metadata FROM events WHERE position > ? ORDER BY position LIMIT ?',
  );
  page.setReturnArrays(true);
  let seen = 0;
  for (let position = 0; ;) {
    const rows = page.all(position, PAGE) as [number, string, string][];
    for (const [, data, metadata] of rows) {
      JSON.parse(data);
      JSON.parse(metadata);
    }
    seen += rows.length;
    position = rows.at(-1)?.[0] ?? position;
    if (rows.length < PAGE) break;
  }
  database.close();
  if (seen < events) throw new Error(`Only ${seen} events were there.`);
}

/** What a rebuild adds to the memory of a process that follows the log already. */
export async function rebuildMemory(within: string): Promise<Row[]> {
  const folder = await folderWithLog(within, 100_000);
  const rounds: number[] = [];
  for (let round = 0; round < 5; round++) rounds.push(await inProcess<number>('rebuild-memory.ts', folder));
  const all = await inProcess<number>('rebuild-memory.ts', folder, '1000000');
  return [
    {
      name: 'rebuild-memory',
      measure: 'a rebuild’s extra memory (anonymous pages), 100,000 events',
      goal: { atMost: 64 },
      unit: ' MiB',
      rounds,
      control: { what: 'every document kept until the end', value: all, failed: all > 64 },
    },
  ];
}
