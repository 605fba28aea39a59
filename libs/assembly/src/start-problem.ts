import { StoreUnavailable } from '#libs/event-store';
import { Problem } from '#libs/kernel';
import { ReadModelsUnavailable } from '#libs/read-models';

interface SystemFault {
  readonly code?: string;
  readonly message?: string;
  readonly address?: string;
  readonly port?: number;
  readonly path?: string;
}

/** What kept a program from starting as the problem that says what to do; undefined for a fault of the program. */
export function startProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof StoreUnavailable || error instanceof ReadModelsUnavailable) {
    const { message: cause = '' } = (error.cause ?? {}) as SystemFault;
    return new Problem('engine.not-opened', { reason: cause === '' ? error.message : `${error.message} (${cause})` });
  }
  const { code, message: reason = '', address = '', port = '', path } = (error ?? {}) as SystemFault;
  if (code === 'EADDRINUSE') return new Problem('config.port-taken', { address: `${address}:${port}` });
  return path === undefined ? undefined : new Problem('config.file-unusable', { path, reason });
}
