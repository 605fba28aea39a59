import type { MongoBulkWriteError, MongoError } from 'mongodb';
import { LeaseLost, ReadModelsUnavailable } from './errors.ts';
import { driver } from './mongo-driver.ts';

export const DUPLICATE = 11000;
export const NO_SUCH_COLLECTION = 26;

/** The server is down, starting, stopping, no longer primary, or could not confirm in time. */
const PASSING = new Set([
  6, 7, 50, 64, 89, 91, 100, 112, 133, 134, 175, 189, 202, 262, 317, 358, 384, 9001, 10058, 10107, 11600, 11601, 11602,
  13388, 13435, 13436,
]);
const PASSING_NAME =
  /Network|ServerSelection|Timeout|PoolCleared|PoolClosed|TopologyClosed|ClientClosed|NotConnected|ConnectionPool|SystemError/;
const SOCKET_FAULTS = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'ERR_STREAM_DESTROYED',
]);
/** Not ours to tell the reader more about: the server does not let us in. */
const REFUSED_US = new Set([13, 18, 8000]);

/**
 * Runs a conversation with the server. What goes wrong is told by name and code alone: the driver's own texts may hold
 * documents, and its connection string a password.
 */
export async function speaking<T>(conversation: () => Promise<T>): Promise<T> {
  try {
    return await conversation();
  } catch (error) {
    throw translated(error);
  }
}

function translated(error: unknown): unknown {
  if (isSocketFault(error))
    return new ReadModelsUnavailable('MongoDB does not answer (the socket broke). It is tried again.');
  if (!(error instanceof driver().MongoError) || error instanceof LeaseLost) return error;
  const said = `${error.name}${error.code === undefined ? '' : ` ${error.code}`}`;
  if (REFUSED_US.has(Number(error.code))) {
    return new ReadModelsUnavailable(`MongoDB does not let us in (${said}): check user and password in MONGODB_URL.`);
  }
  if (isPassing(error)) return new ReadModelsUnavailable(`MongoDB does not answer (${said}). It is tried again.`);
  return new Error(`MongoDB refused a request of the read models (${said}).`);
}

/** A write to a socket that the server has just ended: the driver passes Node's own error on. */
function isSocketFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && SOCKET_FAULTS.has(String(error.code));
}

function isPassing(error: MongoError): boolean {
  if (PASSING.has(Number(error.code)) || PASSING_NAME.test(error.name)) return true;
  if (error.hasErrorLabel('RetryableWriteError') || error.hasErrorLabel('RetryableError')) return true;
  if (error.cause instanceof driver().MongoError && isPassing(error.cause)) return true;
  return error instanceof driver().MongoBulkWriteError && error.code === undefined && !hasWriteErrors(error);
}

export function hasWriteErrors(error: MongoBulkWriteError): boolean {
  return writeErrors(error).length > 0;
}

export function writeErrors(error: MongoBulkWriteError): { readonly index: number; readonly code: number }[] {
  return [error.writeErrors].flat().map(({ index, code }) => ({ index, code }));
}

export function isDuplicate(error: unknown): boolean {
  return error instanceof driver().MongoError && error.code === DUPLICATE;
}
