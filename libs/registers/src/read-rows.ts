import { Problem } from '#libs/kernel';
import { readFile, stat } from 'node:fs/promises';
import { type Column, columnTitled, titleOf } from './columns.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import { beginningOf, decodedParts, encodingOf } from './decode-file.ts';

/** The columns a list may have, and those it cannot do without. */
export interface Layout {
  readonly columns: readonly Column[];
  readonly necessary: readonly Column[];
}

/** One line of a list: its cells by column, and the line of the file where it begins (the titles stand in line 1). */
export interface Row {
  readonly line: number;
  /** Undefined when the line does not have as many cells as there are titles. */
  readonly cells: ReadonlyMap<Column, string> | undefined;
}

export interface Rows {
  /** The language its titles are written in. */
  readonly language: 'ar' | 'fr';
  readonly rows: AsyncIterable<Row>;
}

export const MOST_LINES = 200_000;
const MOST_BYTES = 128 * 1024 * 1024;
const SEPARATORS = [',', ';', '\t'];

async function contentOf(file: string): Promise<Buffer> {
  try {
    if ((await stat(file)).size > MOST_BYTES) throw new Problem('import.too-large', { limit: MOST_LINES });
    return await readFile(file);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('import.unreadable', { file }, [], { cause: error });
  }
}

/**
 * Opens an export: its encoding, separator and titles are found out here. Throws a `Problem` `import.*` that is about
 * the file as a whole; `rows` does so too, before it gives the last row.
 */
export async function readRows(file: string, layout: Layout): Promise<Rows> {
  const bytes = await contentOf(file);
  const encoding = encodingOf(bytes, (attempt) => knownTitles(attempt, separatorOf(attempt)));
  const records = csvRecords(decodedParts(bytes, encoding), separatorOf(beginningOf(bytes, encoding)));
  const first = await records.next();
  if (first.done) throw new Problem('import.empty');
  const titles = first.value.cells;
  const language = titles.some((title) => /\p{Script=Arabic}/u.test(title)) ? 'ar' : 'fr';
  return { language, rows: rowsOf(records, columnsOf(titles, layout, language)) };
}

/** The columns in the order of the titles; undefined where nothing is taken. */
function columnsOf(titles: readonly string[], layout: Layout, language: 'ar' | 'fr'): (Column | undefined)[] {
  const columns = titles.map((title) => columnTitled(title));
  const known = columns.filter((column) => column !== undefined && column !== 'passed over');
  const missing = layout.necessary.find((column) => !known.includes(column));
  // A file without titles begins with a person: what stands there is not repeated in an error.
  const unknown = known.length * 2 > titles.length ? columns.findIndex((column) => !isWanted(column, layout)) : -1;
  if (unknown >= 0) throw new Problem('import.column-unknown', { column: titles[unknown]?.trim() });
  if (missing) throw new Problem('import.column-missing', { column: titleOf(missing, language) });
  const repeated = known.find((column, index) => known.indexOf(column) !== index);
  if (repeated) throw new Problem('import.column-repeated', { column: titleOf(repeated, language) });
  return columns.map((column) => (column === 'passed over' ? undefined : column));
}

function isWanted(column: Column | 'passed over' | undefined, { columns }: Layout): boolean {
  return column === 'passed over' || (column !== undefined && columns.includes(column));
}

async function* rowsOf(
  records: AsyncIterable<CsvRecord>,
  columns: readonly (Column | undefined)[],
): AsyncGenerator<Row> {
  let count = 0;
  for await (const { line, cells } of records) {
    count++;
    if (count > MOST_LINES) throw new Problem('import.too-large', { limit: MOST_LINES });
    const fits = cells.length >= columns.length && cells.slice(columns.length).every((cell) => cell.trim() === '');
    yield { line, cells: fits ? byColumn(cells, columns) : undefined };
  }
  if (count === 0) throw new Problem('import.empty');
}

function byColumn(cells: readonly string[], columns: readonly (Column | undefined)[]): ReadonlyMap<Column, string> {
  const found = new Map<Column, string>();
  columns.forEach((column, index) => {
    if (column !== undefined) found.set(column, cells[index] ?? '');
  });
  return found;
}

/** The separator under which the first line holds the most titles that are known. */
function separatorOf(text: string): string {
  const counts = SEPARATORS.map((separator) => knownTitles(text, separator));
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function knownTitles(text: string, separator: string): number {
  const titles = /[^\r\n]*\S[^\r\n]*/.exec(text)?.[0] ?? '';
  return titles.split(separator).filter((title) => {
    const column = columnTitled(title);
    return column !== undefined && column !== 'passed over';
  }).length;
}
