import type { Credentials } from '@eventstore/db-client';

/** Where the server is, told apart from who asks: the client prints its connection string in warnings and errors. */
export interface EventStoreDbAddress {
  /**
   * For the client: `esdb://` or `esdb+discover://`, without credentials. Clients of equal options share one connection, so
   * each `serial` is given another keep-alive interval, by a millisecond.
   */
  readonly connectionString: (serial: number) => string;
  /** When an open call has noticed that its connection is dead. */
  readonly deadAfterMs: number;
  /**
   * Sent with every call, which is also what makes the client append call by call. Over an unencrypted connection the
   * client sends none, so that there any will do.
   */
  readonly credentials: Credentials;
}

const SCHEMES = /^(?:esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\//i;
/** The options given in the URL come later and win. */
const DEFAULTS = ['nodePreference=leader'];
const KEEP_ALIVE_INTERVAL_MS = 4_000;
const KEEP_ALIVE_TIMEOUT_MS = 2_000;
/** Wrong revisions are told as errors, whatever the URL says. */
const FIXED = ['throwOnAppendFailure=true'];
const NEVER_SENT: Credentials = { username: 'none', password: 'none' };

/**
 * Reads `EVENTSTOREDB_URL`: `esdb://user:password@host:port,host:port?tls=…`, or with `kurrentdb://`, or `+discover`.
 * No error names the user or the password.
 */
export function eventStoreDbAddress(url: string): EventStoreDbAddress {
  const scheme = SCHEMES.exec(url.trim());
  if (scheme === null) throw new Error('EVENTSTOREDB_URL must begin with esdb://, esdb+discover:// or kurrentdb://.');
  const [before = '', query = ''] = splitOnce(url.trim().slice(scheme[0].length), '?');
  const at = before.lastIndexOf('@');
  const hosts = before.slice(at + 1).replace(/\/+$/, '');
  if (hosts === '') throw new Error('EVENTSTOREDB_URL names no host.');
  if (query.includes('@'))
    throw new Error('EVENTSTOREDB_URL holds an @ behind the ?. Write a password percent-encoded.');
  const options = query.split('&').filter((option) => option !== '');
  const interval = milliseconds(options, 'keepAliveInterval') ?? KEEP_ALIVE_INTERVAL_MS;
  const timeout = milliseconds(options, 'keepAliveTimeout') ?? KEEP_ALIVE_TIMEOUT_MS;
  const given = [...DEFAULTS, ...options, `keepAliveTimeout=${timeout}`, ...FIXED].join('&');
  const start = `esdb${(scheme[1] ?? '').toLowerCase()}://${hosts}?${given}`;
  return {
    connectionString: (serial) => `${start}&keepAliveInterval=${interval + serial}`,
    deadAfterMs: interval + timeout,
    credentials: credentialsOf(before.slice(0, Math.max(at, 0)), isUnencrypted(options)),
  };
}

function credentialsOf(userInfo: string, unencrypted: boolean): Credentials {
  const [username = '', password = ''] = splitOnce(userInfo, ':').map(decode);
  if (username !== '' && password !== '') return { username, password };
  if (unencrypted) return NEVER_SENT;
  throw new Error(
    'EVENTSTOREDB_URL asks for TLS, so it must name a user: esdb://user:password@host:2113. On a laptop without TLS add ?tls=false.',
  );
}

function isUnencrypted(options: readonly string[]): boolean {
  return valueOf(options, 'tls') === 'false';
}

/** A connection that is never checked could never be given up, so -1 (off) is no choice here. */
function milliseconds(options: readonly string[], name: string): number | undefined {
  const value = Number(valueOf(options, name) ?? Number.NaN);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** The last of that name, as the client takes it. */
function valueOf(options: readonly string[], name: string): string | undefined {
  const pairs = options.map((option) => splitOnce(option, '='));
  return pairs.findLast(([key]) => key?.trim().toLowerCase() === name.toLowerCase())?.[1]?.trim();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('EVENTSTOREDB_URL holds a user or password that is not percent-encoded.');
  }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
