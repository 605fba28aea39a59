import { type Idmaj, openIdmaj, startWorker, type Worker } from '#libs/assembly';
import { Problem, readConfiguration } from '#libs/kernel';
import { type Language, problemText } from '#libs/language';
import { projections } from '#libs/projections';
import type { Command } from 'commander';
import { languageOf, table } from './terminal.ts';

const names = projections.map(({ name }) => name);

type Tell = (text: string) => unknown;

/** `idmaj projections list|rebuild|parked|replay|compare`: the read models, for those who look after them. */
export function addProjections(program: Command, tell: Tell = (text) => process.stdout.write(text)): void {
  const group = program.command('projections').description('the read models');
  group
    .command('list')
    .description('each read model: where it is, and how far behind the log')
    .action(() => withIdmaj(async (idmaj) => tell(await list(idmaj))));
  group
    .command('rebuild')
    .argument('[names...]', names.join(', '), names)
    .description('build beside the live one, from the whole log, and switch')
    .action((chosen: string[]) =>
      withWorker(chosen, async (_idmaj, { projections: runner }) => {
        await runner.rebuild(...chosen);
        tell(chosen.map((name) => `${name}  rebuilt\n`).join(''));
      }),
    );
  group
    .command('parked')
    .argument('[name]', names.join(', '))
    .description('events that could not be folded, with what went wrong')
    .action((name: string | undefined, _options: object, command: Command) => {
      const language = languageOf(command.optsWithGlobals<{ lang?: string }>().lang);
      const chosen = name === undefined ? names : known([name]);
      return withIdmaj(async (idmaj) => tell(await parked(idmaj, chosen, language)));
    });
  group
    .command('replay')
    .argument('<name>', names.join(', '))
    .description('fold parked events again after a fix')
    .action((name: string) =>
      withWorker([name], async (_idmaj, { projections: runner }) => {
        tell(`${name}  still parked ${await runner.replayParked(name)}\n`);
      }),
    );
  group
    .command('compare')
    .argument('[names...]', names.join(', '), names)
    .description('the live documents against a rebuild: names those that differ')
    .action((chosen: string[]) => withWorker(chosen, (idmaj, worker) => compare(idmaj, worker, chosen, tell)));
}

async function list({ views }: Idmaj): Promise<string> {
  const rows = (await views.status()).map(({ name, live, building, events, seconds, parked }) => [
    name,
    live ?? '-',
    building ?? '-',
    events,
    Math.round(seconds),
    parked,
  ]);
  return table([['name', 'live', 'building', 'events behind', 'seconds', 'parked'], ...rows]);
}

async function parked({ views }: Idmaj, chosen: readonly string[], language: Language): Promise<string> {
  const lines: string[] = [];
  for (const name of chosen) {
    for (const { position, stream, type, error } of await views.parked(name)) {
      lines.push(`${name}  ${position}  ${stream}  ${type}  ${error}\n`);
    }
  }
  return lines.length > 0 ? lines.join('') : `${problemText('projection.nothing-parked', {}, language)}\n`;
}

async function compare(
  { events }: Idmaj,
  { projections: runner }: Worker,
  chosen: readonly string[],
  tell: Tell,
): Promise<void> {
  // A worker that died keeps its lease for a while, and until then nobody folds what came last.
  await runner.caughtUpTo(await events.head());
  for (const name of chosen) {
    const differing = await runner.compare(name);
    tell(`${name}  ${differing.length === 0 ? 'equal' : `differs: ${differing.join(' ')}`}\n`);
    if (differing.length > 0) process.exitCode = 1;
  }
}

function known(chosen: readonly string[]): readonly string[] {
  if (chosen.every((name) => names.includes(name))) return chosen;
  throw new Problem('projection.unknown');
}

async function withIdmaj(work: (idmaj: Idmaj) => Promise<unknown>): Promise<void> {
  const idmaj = await openIdmaj(readConfiguration());
  try {
    await work(idmaj);
  } finally {
    await idmaj.close();
  }
}

async function withWorker(
  chosen: readonly string[],
  work: (idmaj: Idmaj, worker: Worker) => Promise<void>,
): Promise<void> {
  known(chosen);
  await withIdmaj(async (idmaj) => {
    const worker = startWorker(idmaj);
    try {
      await work(idmaj, worker);
    } finally {
      await worker.stop();
    }
  });
}
