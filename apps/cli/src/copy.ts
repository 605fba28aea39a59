import { type Copied, copyLog } from '#libs/copying';
import { EventStoreDbEventStore, OutcomeUnknown, SqliteEventStore, StoreUnavailable } from '#libs/event-store';
import { type Configuration, Problem, readConfiguration } from '#libs/kernel';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkReadModels } from './check-read-models.ts';
import { table } from './terminal.ts';

interface Options {
  readonly to?: string;
  readonly checkReadModels?: boolean;
}

const HELP = `
The embedded log of IDMAJ_DATA goes into an EventStoreDB that is empty, or that an earlier copy of the same
log was interrupted in. Stop the application first: what it records meanwhile may be missing, and then the
comparison at the end says so. Killed or cut off, start it again: it does the rest. It ends by reading both
logs from their beginning, and leaves with 0 only if they are equal.
`;

/** `idmaj copy`: from the embedded files to a cluster, with proof that nothing was lost. */
export function addCopy(program: Command): void {
  program
    .command('copy')
    .description('copy the embedded log into an EventStoreDB, and prove that both are equal')
    .option('--to <url>', 'esdb:// connection string; default: EVENTSTOREDB_URL')
    .option('--check-read-models', 'also build the read models in MONGODB_URL, and compare with the embedded ones')
    .addHelpText('after', HELP)
    .action(async ({ to, checkReadModels: isToCheck = false }: Options) => {
      const configuration = readConfiguration();
      const url = to ?? configuration.eventStoreDbUrl;
      if (url === undefined) throw new Problem('config.missing', { name: 'EVENTSTOREDB_URL' });
      if (isToCheck && configuration.mongoDbUrl === undefined) {
        throw new Problem('config.missing', { name: 'MONGODB_URL' });
      }
      const isEqual = tell(await copyTo(url, configuration));
      const areSame =
        isEqual && isToCheck ? await checkReadModels({ ...configuration, eventStoreDbUrl: url }) : isEqual;
      if (!areSame) process.exitCode = 1;
    });
}

async function copyTo(url: string, { dataFolder }: Configuration): Promise<Copied> {
  const file = join(dataFolder, 'events.sqlite');
  if (!existsSync(file)) throw new Problem('copy.no-log', { folder: dataFolder });
  const source = await SqliteEventStore.open(file);
  const target = new EventStoreDbEventStore(url);
  const bar = new SingleBar({ format: '{phase} {bar} {percentage}%  {value}/{total}  {eta_formatted}' });
  try {
    const total = await countOf(source);
    bar.start(total, 0, { phase: 'checking ' });
    return await copyLog(source, target, {
      onProgress: (phase, events) => {
        bar.setTotal(Math.max(total, events));
        bar.update(events, { phase: phase.padEnd(9) });
      },
    });
  } catch (error) {
    const isAway = error instanceof StoreUnavailable || error instanceof OutcomeUnknown;
    throw isAway ? new Problem('copy.interrupted', {}, [], { cause: error }) : error;
  } finally {
    bar.stop();
    await source.close();
    await target.close();
  }
}

function tell({ before, copied, source, target, equal }: Copied): boolean {
  process.stdout.write(
    table([
      ['log', 'events', 'sha256 over id, stream, revision, type, data, metadata'],
      ['embedded', source.events, source.digest],
      ['EventStoreDB', target.events, target.digest],
    ]),
  );
  process.stdout.write(`copied ${copied}  there before ${before}\n`);
  process.stdout.write(equal ? 'equal\n' : 'DIFFERENT: stop the application, and start the copy again.\n');
  return equal;
}

async function countOf(source: SqliteEventStore): Promise<number> {
  let count = 0;
  for (let position = ''; ;) {
    const page = await source.readAll(position, 5_000);
    const last = page.at(-1);
    if (last === undefined) return count;
    count += page.length;
    position = last.position;
  }
}
