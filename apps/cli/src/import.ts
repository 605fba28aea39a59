import { type Idmaj, openIdmaj, startWorker } from '#libs/assembly';
import { isRole } from '#libs/reference';
import { Problem, readConfiguration } from '#libs/kernel';
import { importAdmissions, type ImportResult, importReleases, writeLineReport } from '#libs/registers';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { userInfo } from 'node:os';
import { languageOf } from './terminal.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly as: string;
  readonly role: string;
  readonly unit: string;
}

const READ_MODELS_MS = 60_000;

/** `idmaj import admissions|releases FILE`: a prison's export, line by line, each ending in the report. */
export function addImport(program: Command): void {
  const lists = { admissions: importAdmissions, releases: importReleases };
  const importing = program
    .command('import')
    .description('lists as the prisons export them (CSV; Arabic or French titles)');
  for (const [name, run] of Object.entries(lists)) {
    importing
      .command(name)
      .argument('<file>', 'the exported list')
      .option('--dry-run', 'decide every line and record nothing')
      .option('--report <file>', 'where each line’s outcome goes: line,outcome,code,text')
      .option('--as <id>', 'who imports', `cli:${userInfo().username}`)
      .option('--role <role>', 'data-steward or prison-officer', 'data-steward')
      .option('--unit <unit>', 'whose people: province, region or centre code, or *', '*')
      .action(async (file: string, options: Options, command: Command) => {
        const language = languageOf(command.optsWithGlobals<{ lang?: string }>().lang);
        const result = await importList(run, file, options);
        if (options.report !== undefined) await writeLineReport(result, options.report, language);
        const { lines, applied, repeated, doubtful, refused } = result;
        process.stdout.write(
          `lines ${lines}  applied ${applied}  repeated ${repeated}  doubtful ${doubtful}  refused ${refused}\n`,
        );
      });
  }
}

async function importList(run: typeof importAdmissions, file: string, options: Options): Promise<ImportResult> {
  if (!isRole(options.role))
    throw new Problem('token.unknown-role', { role: options.role, known: 'data-steward, prison-officer' });
  const idmaj = await openIdmaj(readConfiguration());
  const bar = new SingleBar({ format: '{bar} {percentage}%  {value}/{total}  {eta_formatted}', noTTYOutput: false });
  try {
    const actor = { id: options.as, role: options.role, unit: options.unit };
    let started = false;
    const result = await run(idmaj, file, {
      actor,
      dryRun: options.dryRun ?? false,
      progress(done, lines) {
        if (started) bar.update(done);
        else bar.start(lines, done);
        started = true;
      },
    });
    bar.stop();
    if (!options.dryRun) await follow(idmaj);
    return result;
  } finally {
    bar.stop();
    await idmaj.close();
  }
}

/** The read models follow once the list is in, in large pages: by the application where it runs, else from here. */
async function follow(idmaj: Idmaj): Promise<void> {
  const worker = startWorker(idmaj);
  try {
    await worker.projections.caughtUpTo(await idmaj.events.head(), READ_MODELS_MS);
  } finally {
    await worker.stop();
  }
}
