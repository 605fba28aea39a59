import { Problem } from '#libs/kernel';
import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';

/** Far beyond any line: a quote that never ends does not swallow the rest of the file. */
const LONGEST_RECORD = 64 * 1024;

/** The cells of a record, and the line of the file where it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The records of a text in parts, with whatever line ends; those without content are passed over. Throws `import.not-csv`. */
export async function* csvRecords(parts: Iterable<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  let ended = 0;
  const parser = parse({
    delimiter,
    info: true,
    max_record_size: LONGEST_RECORD,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record(record, { lines }) {
      ended = lines;
      return record;
    },
  });
  const source = Readable.from(withPlainLineEnds(parts)).on('error', (error) => parser.destroy(error));
  try {
    for await (const { info, record } of source.pipe(parser) as AsyncIterable<{
      info: { lines: number };
      record: string[];
    }>) {
      if (record.every((cell) => cell.trim() === '')) continue;
      const inside = record.reduce((count, cell) => count + cell.split('\n').length - 1, 0);
      yield { line: info.lines - inside, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Where the line begins that goes wrong; that it does may be noticed far below.
    throw new Problem('import.not-csv', { line: ended + 1 }, [], { cause: error });
  }
}

/** `\n` alone, also where `\r\n` falls between two parts. */
function* withPlainLineEnds(parts: Iterable<string>): Generator<string> {
  let held = '';
  for (const part of parts) {
    const text = held + part;
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n');
  }
  if (held !== '') yield '\n';
}
