import { type Idmaj, openIdmaj } from '#libs/assembly';
import type { Actor } from '#libs/event-store';
import {
  exportFiles,
  exportOfPerson,
  History,
  HISTORY_KINDS,
  historyCsv,
  type HistoryItem,
  historyPage,
  type HistoryQuestion,
  historyText,
  isKnownAt,
  verifyHistory,
} from '#libs/history';
import { isLocalDate, isUuid, Problem, readConfiguration } from '#libs/kernel';
import type { Language } from '#libs/language';
import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';
import { isRole } from '#libs/reference';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { languageOf } from './terminal.ts';

const FORMATS = ['json', 'ndjson', 'csv', 'html'] as const;
type Format = (typeof FORMATS)[number] | 'text';

interface Options extends Readonly<Partial<Record<(typeof FORMATS)[number], boolean>>> {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly kinds?: readonly string[];
  readonly export?: string;
  readonly as: string;
  readonly role: string;
  readonly unit: string;
  readonly purpose?: string;
  readonly lang?: string;
}

const PATIENCE_MS = 60_000;

/** `idmaj history ID` and `idmaj history verify [ID]`: what the event store itself says. */
export function addHistory(program: Command, write: (text: string) => void = print): void {
  const history = program
    .command('history')
    .description('everything that happened to a person, from the event store')
    .argument('<id>', 'the beneficiary', checked(isUuid, 'A UUID is needed.'))
    .option('--json', 'one JSON document')
    .option('--ndjson', 'one JSON document a line')
    .option('--csv', 'for a spreadsheet')
    .option('--html', 'one page, for the screen and for paper')
    .option('--as-of <date>', 'only what had happened by this day', checked(isLocalDate, 'A date is needed.'))
    .option(
      '--known-at <instant>',
      'only what was on record then: an instant, or the end of a day',
      checked(isKnownAt, 'An instant is needed.'),
    )
    .option('--kinds <kinds>', HISTORY_KINDS.join(','), kindsOf)
    .option('--export <path>', 'write all that is held into a folder, or into one file that ends in .zip')
    .addOption(new Option('--as <id>', 'who reads').default(`cli:${userInfo().username}`))
    .option('--role <role>', 'as what', 'auditor')
    .option('--unit <unit>', 'of which unit', '*')
    .option('--purpose <words>', 'why; it is on record')
    .action(async (id: string, _options: Options, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      await withReadModels((idmaj) => tell(idmaj, id.toLowerCase(), options, write));
    });
  history
    .command('verify')
    .description('prove that the index misses nothing and that every document is the fold of its events')
    .argument('[id]', 'of one person; default of all', checked(isUuid, 'A UUID is needed.'))
    .action((id?: string) => withReadModels((idmaj) => verify(idmaj, id?.toLowerCase(), write)));
}

async function tell(idmaj: Idmaj, id: string, options: Options, write: (text: string) => void): Promise<void> {
  const language = languageOf(options.lang);
  const history = new History({ ...idmaj, patienceMs: PATIENCE_MS });
  if (options.export !== undefined) {
    const files = await exportedTo(options.export, history, id, language, idmaj.clock.now());
    await record(idmaj, id, 'history/{id}/export', options);
    for (const { file, content } of files) await writeFile(file, content, { mode: 0o600 });
    return;
  }
  const { asOf, knownAt, kinds } = options;
  const question: HistoryQuestion = {
    language,
    withData: options.html === true,
    ...(asOf !== undefined && { asOf }),
    ...(knownAt !== undefined && { knownAt }),
    ...(kinds && { kinds }),
  };
  const { items } = await history.page(id, question);
  const state = options.html ? await history.state(id, question) : undefined;
  await record(idmaj, id, 'history', options);
  const page = () => (state ? historyPage({ ...question, id, items, state, madeAt: idmaj.clock.now() }) : '');
  write(inFormat(FORMATS.find((format) => options[format]) ?? 'text', items, language, page));
}

function print(text: string): void {
  process.stdout.write(text);
}

function inFormat(format: Format, items: readonly HistoryItem[], language: Language, page: () => string): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ items }, undefined, 2)}\n`;
    case 'ndjson':
      return items.map((item) => `${JSON.stringify(item)}\n`).join('');
    case 'csv':
      return historyCsv(items, language);
    case 'html':
      return page();
    case 'text':
      return historyText(items, language);
  }
}

async function exportedTo(path: string, history: History, id: string, language: Language, madeAt: string) {
  if (path.endsWith('.zip')) return [{ file: path, content: await exportOfPerson(history, id, language, madeAt) }];
  const files = await exportFiles(history, id, language, madeAt);
  await mkdir(path, { recursive: true, mode: 0o700 });
  return files.map(({ name, content }) => ({ file: join(path, name), content }));
}

/** The auditor's own reading is on record before anything is shown. */
async function record({ readings, ids }: Idmaj, id: string, what: string, options: Options): Promise<void> {
  const { role, unit, purpose } = options;
  if (!isRole(role)) throw new Problem('token.unknown-role', { role, known: 'auditor, data-protection-officer' });
  const actor: Actor = { id: options.as, role, unit };
  await readings.record({ actor, what, people: [id], correlationId: ids.next(), purpose, channel: 'cli' });
}

async function verify(idmaj: Idmaj, id: string | undefined, write: (text: string) => void): Promise<void> {
  const verified = await verifyHistory({ ...idmaj, projections, patienceMs: PATIENCE_MS }, id);
  for (const { projection, key, differs } of verified.findings) write(`${projection}  ${key}  ${differs.join(' ')}\n`);
  const { events, documents, findings } = verified;
  write(`events ${events}  documents ${documents}  differing ${findings.length}\n`);
  if (findings.length > 0) process.exitCode = 1;
}

/** Read models follow by themselves when the application is not running; nothing else is set in motion by reading. */
async function withReadModels(work: (idmaj: Idmaj) => Promise<void>): Promise<void> {
  const idmaj = await openIdmaj(readConfiguration());
  const runner = new ProjectionRunner({ ...idmaj, projections });
  try {
    await runner.start();
    await work(idmaj);
  } finally {
    await runner.stop();
    await idmaj.close();
  }
}

function checked(holds: (text: string) => boolean, otherwise: string): (text: string) => string {
  return (text) => {
    if (!holds(text)) throw new InvalidArgumentError(otherwise);
    return text;
  };
}

function kindsOf(text: string): readonly string[] {
  const kinds = text.split(',');
  if (kinds.every((kind) => HISTORY_KINDS.includes(kind))) return kinds;
  throw new InvalidArgumentError(`Choose from ${HISTORY_KINDS.join(', ')}.`);
}
