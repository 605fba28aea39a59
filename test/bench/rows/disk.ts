import { openDatabase } from '#libs/sqlite';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from '../measure.ts';
import { folderWithLog } from '../typical-log.ts';

/** The event file and what lies beside it, over the JSON of data and metadata alone. */
export async function disk(within: string): Promise<Row[]> {
  const folder = await folderWithLog(within, 100_000);
  const names = (await readdir(folder)).filter((name) => name.startsWith('events.sqlite'));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  const onDisk = sizes.reduce((sum, size) => sum + size, 0);
  const database = openDatabase(join(folder, 'events.sqlite'), { readOnly: true });
  const { json } = database
    .prepare('SELECT sum(octet_length(data) + octet_length(metadata)) AS json FROM events')
    .get() as { json: number };
  database.close();
  return [
    {
      name: 'disk',
      measure: 'bytes on disk ÷ bytes of the events’ JSON (data and metadata), 100,000 events',
      goal: { atMost: 1.3 },
      rounds: [onDisk / json],
      details: { 'MiB on disk': onDisk / 1_048_576, 'MiB of JSON': json / 1_048_576 },
    },
  ];
}
