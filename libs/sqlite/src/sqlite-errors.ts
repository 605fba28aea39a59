/** Primary result codes, see https://sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const CONSTRAINT = 19;

/** SQLite's primary result code, or undefined when the error is not SQLite's. Errors of a native module are told by shape. */
export function sqliteCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

/** Another connection is writing: nothing was done, try again. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === BUSY || code === LOCKED;
}

export function isConstraint(error: unknown): boolean {
  return sqliteCode(error) === CONSTRAINT;
}
