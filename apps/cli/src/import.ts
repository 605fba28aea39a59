import { Problem } from '#libs/kernel';
import { isRole, isUnit } from '#libs/reference';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImportNews, ImportOrder } from './import-thread.ts';
import { languageOf } from './terminal.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly as: string;
  readonly role: string;
  readonly unit: string;
}

const LISTS = ['admissions', 'releases'] as const;

/**
 * A machine that takes in a list does other things as well. What a line needs lives as long as the line, so little room
 * is given to what is new, and garbage is collected early. Nothing bounds the heap, so that no list is too long and no
 * log too large.
 */
const YOUNG_MB = 12;

/** `idmaj import admissions|releases FILE`: a prison's export, line by line, each ending in the report. */
export function addImport(program: Command): void {
  const importing = program
    .command('import')
    .description('lists as the prisons export them (CSV; Arabic or French titles)');
  for (const list of LISTS) {
    importing
      .command(list)
      .argument('<file>', 'the exported list')
      .option('--dry-run', 'decide every line and record nothing')
      .option('--report <file>', 'where each line’s outcome goes: line,outcome,code,text')
      .option('--as <id>', 'who imports', `cli:${userInfo().username}`)
      .option('--role <role>', 'data-steward or prison-officer', 'data-steward')
      .option('--unit <unit>', 'whose people: province, region or centre code, or *', '*')
      .action(async (file: string, { as: id, role, unit, dryRun = false, report }: Options, command: Command) => {
        if (!isRole(role)) throw new Problem('token.unknown-role', { role, known: 'data-steward, prison-officer' });
        if (!isUnit(unit)) throw new Problem('token.unknown-unit', { unit });
        if (report !== undefined) await checkWritable(report);
        const language = languageOf(command.optsWithGlobals<{ lang?: string }>().lang);
        await order({ list, file, actor: { id, role, unit }, dryRun, report, language });
      });
  }
}

/** A list is not imported and then left without its report. */
async function checkWritable(file: string): Promise<void> {
  try {
    await (await open(file, 'a')).close();
  } catch (error) {
    throw new Problem('import.report-unwritable', { file }, [], { cause: error });
  }
}

async function order(workerData: ImportOrder): Promise<void> {
  const bar = new SingleBar({ format: '{bar} {percentage}%  {value}/{total}  {eta_formatted}', noTTYOutput: false });
  const thread = new Worker(new URL(`./import-thread${extname(import.meta.filename)}`, import.meta.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  let started = false;
  let end: Exclude<ImportNews, { done: number }> | undefined;
  thread.on('message', (news: ImportNews) => {
    if (!('done' in news)) end = news;
    else if (started) bar.update(news.done);
    else bar.start(news.lines, news.done);
    started = true;
  });
  try {
    await once(thread, 'exit');
  } finally {
    bar.stop();
  }
  if (end === undefined) throw new Error('The import ended without a word.');
  if ('problem' in end) throw new Problem(end.problem.code, end.problem.params);
  const { lines, applied, repeated, doubtful, refused } = end.result;
  process.stdout.write(
    `lines ${lines}  applied ${applied}  repeated ${repeated}  doubtful ${doubtful}  refused ${refused}\n`,
  );
}
