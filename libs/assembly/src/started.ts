import { type Language, problemText, terminalLanguage } from '#libs/language';
import { startProblem } from './start-problem.ts';

/** Starts a program. What keeps it from starting is told in the terminal's language, and it leaves with 1. */
export async function started(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${faultText(error, terminalLanguage(process.env))}\n`);
    process.exit(1);
  }
}

/** What went wrong and what to do; a fault of the program keeps its stack. */
export function faultText(error: unknown, language: Language): string {
  const problem = startProblem(error);
  if (problem) return `${problem.code}: ${problemText(problem.code, problem.params, language)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
