import { join } from 'node:path';
import { SqliteEventStore } from '#libs/event-store';
import { ProjectionRunner, SqliteReadModels } from '#libs/read-models';
import { codec, decodeWith, totals, workshops } from './projection-workplace.ts';

/** A process of its own that does nothing but feed the read models of a folder, until it is killed. */
const [folder = ''] = process.argv.slice(2);
const runner = new ProjectionRunner({
  events: await SqliteEventStore.open(join(folder, 'events.db')),
  readModels: await SqliteReadModels.open(join(folder, 'read-models.db')),
  projections: [workshops, totals],
  decode: decodeWith(codec),
  pageSize: 7,
  keptDocuments: 6,
  leaseTtlMs: 1_000,
});
await runner.start();
process.send?.('started');
