import { StoreUnavailable } from '#libs/event-store';
import { Problem } from '#libs/kernel';
import { type Language, problemText, terminalLanguage } from '#libs/language';
import { ReadModelsUnavailable } from '#libs/read-models';

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
  const problem = error instanceof Problem ? error : asProblem(error);
  if (problem) return `${problem.code}: ${problemText(problem.code, problem.params, language)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

interface SystemFault {
  readonly code?: string;
  readonly message?: string;
  readonly address?: string;
  readonly port?: number;
  readonly path?: string;
}

function asProblem(error: unknown): Problem | undefined {
  if (error instanceof StoreUnavailable || error instanceof ReadModelsUnavailable) {
    const { message: cause = '' } = (error.cause ?? {}) as SystemFault;
    return new Problem('engine.not-opened', { reason: cause === '' ? error.message : `${error.message} (${cause})` });
  }
  const { code, message: reason = '', address = '', port = '', path } = (error ?? {}) as SystemFault;
  if (code === 'EADDRINUSE') return new Problem('config.port-taken', { address: `${address}:${port}` });
  return path === undefined ? undefined : new Problem('config.file-unusable', { path, reason });
}
