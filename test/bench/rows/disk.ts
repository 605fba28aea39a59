import { closeDatabase, openDatabase } from '#libs/sqlite';
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
  const plain = await plainly(folder, join(within, 'plain.sqlite'));
  return [
    {
      name: 'disk',
      measure: 'bytes on disk ÷ bytes of the events’ JSON (data and metadata), 100,000 events',
      goal: { atMost: 1.3 },
      rounds: [onDisk / json],
      control: { what: 'names and ids as text, ids indexed', value: plain / json, failed: plain / json > 1.3 },
      details: { 'MiB on disk': onDisk / 1_048_576, 'MiB of JSON': json / 1_048_576 },
    },
  ];
}

/** Bytes of the same events as one would store them at first. */
async function plainly(folder: string, file: string): Promise<number> {
  const database = openDatabase(file);
  database.exec(`CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL,
    type TEXT NOT NULL, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, revision))`);
  database.prepare('ATTACH ? AS log').run(join(folder, 'events.sqlite'));
  database.exec(`INSERT INTO events SELECT position, streams.name, revision, types.name,
    substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4) || '-' || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21),
    data, metadata FROM log.events JOIN log.streams ON streams.key = events.stream JOIN log.types ON types.key = events.type`);
  closeDatabase(database);
  return (await stat(file)).size;
}
