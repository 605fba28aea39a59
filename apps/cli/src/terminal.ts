import { chooseLanguage, type Language, problemText } from '#libs/language';
import { Problem } from '#libs/kernel';

/** The reader's language: as asked for, else as the terminal says. */
export function languageOf(asked: string | undefined, environment: NodeJS.ProcessEnv = process.env): Language {
  const said = [asked, environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']];
  const locale = said.find((one) => one !== undefined && one !== '') ?? 'C';
  // A server's plain terminal may not show Arabic.
  return /^(C|POSIX)(\.|$)/.test(locale) ? 'en' : chooseLanguage(locale.slice(0, 2));
}

/** What went wrong and what to do, on standard error. */
export function tellProblem(error: unknown, asked: string | undefined): void {
  if (error instanceof Problem) {
    process.stderr.write(`${error.code}: ${problemText(error.code, error.params, languageOf(asked))}\n`);
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
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
