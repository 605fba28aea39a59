import { Problem } from '#libs/kernel';
import { type Language, problemText, terminalLanguage } from '#libs/language';

/** The reader's language: as asked for, else as the terminal says. */
export function languageOf(asked: string | undefined): Language {
  return terminalLanguage(process.env, asked);
}

/** What went wrong and what to do, on standard error. */
export async function tellProblem(error: unknown, asked: string | undefined): Promise<void> {
  const language = languageOf(asked);
  // The engines are loaded only where it may be one of theirs.
  const text =
    error instanceof Problem
      ? `${error.code}: ${problemText(error.code, error.params, language)}`
      : (await import('#libs/assembly')).faultText(error, language);
  process.stderr.write(`${text}\n`);
}

/** Rows in columns as wide as their widest cell; no colours, so it can be piped. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  const line = (row: readonly (string | number)[]) =>
    row
      .map((cell, column) => String(cell).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
