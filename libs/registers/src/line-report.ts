import { type Language, problemText } from '#libs/language';
import { stringify } from 'csv-stringify/sync';
import { writeFile } from 'node:fs/promises';
import type { ImportResult, LineOutcome } from './import-parts.ts';

/**
 * The report of an import as CSV: `line,outcome,code,text`, in the order of the file. It names lines, not people, and
 * no cell can be taken for a formula by a spreadsheet.
 */
export function lineReport({ outcomes }: Pick<ImportResult, 'outcomes'>, language: Language): string {
  return stringify(
    outcomes.map((outcome) => [outcome.line, outcome.outcome, outcome.code ?? '', textOf(outcome, language)]),
    { header: true, columns: ['line', 'outcome', 'code', 'text'], escape_formulas: true },
  );
}

/** Writes the report for its owner alone. */
export async function writeLineReport(
  result: Pick<ImportResult, 'outcomes'>,
  file: string,
  language: Language,
): Promise<void> {
  await writeFile(file, lineReport(result, language), { mode: 0o600 });
}

function textOf({ code, params = {} }: LineOutcome, language: Language): string {
  return code === undefined ? '' : problemText(code, params, language);
}
