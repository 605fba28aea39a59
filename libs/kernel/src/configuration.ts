import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Problem } from './problem.ts';

/** Every variable of the environment that the programs read. A test holds the container files and the README to it. */
export const configurationVariables = [
  { name: 'NODE_ENV', default: 'development', meaning: 'production: nothing is invented, what is missing is an error' },
  { name: 'HOST', default: '127.0.0.1', meaning: 'address the HTTP door listens on' },
  { name: 'PORT', default: '3000', meaning: 'port the HTTP door listens on' },
  { name: 'IDMAJ_DATA', default: './data', meaning: 'folder of the embedded files and the local keys' },
  { name: 'EVENTSTOREDB_URL', meaning: 'esdb:// connection string; absent: the embedded file', secret: true },
  { name: 'MONGODB_URL', meaning: 'mongodb:// connection string; absent: the embedded file', secret: true },
  { name: 'OIDC_ISSUER', meaning: 'issuer whose tokens are accepted; absent: the local issuer' },
  { name: 'OIDC_AUDIENCE', default: 'idmaj', meaning: 'audience that tokens must name' },
  { name: 'IDMAJ_SECRET', meaning: 'secret of 32 bytes or more that keyed hashes derive from', secret: true },
  { name: 'DEMO', default: 'on', meaning: 'off: an empty data folder stays empty' },
  { name: 'LOG_LEVEL', default: 'log', meaning: 'fatal, error, warn, log, debug or verbose' },
  { name: 'CACHE_MEGABYTES', default: '64', meaning: 'memory kept for folded aggregates' },
  { name: 'RATE_LIMIT_PER_MINUTE', default: '0', meaning: 'requests a minute per token; 0: no limit' },
] as const satisfies readonly ConfigurationVariable[];

export interface ConfigurationVariable {
  readonly name: string;
  readonly meaning: string;
  readonly default?: string;
  /** It may also come from the file that `<name>_FILE` names. */
  readonly secret?: boolean;
}

export interface Configuration {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Absolute path. */
  readonly dataFolder: string;
  readonly eventStoreDbUrl: string | undefined;
  readonly mongoDbUrl: string | undefined;
  readonly oidc: { readonly issuer: string; readonly audience: string } | undefined;
  readonly secret: string | undefined;
  readonly demonstration: boolean;
  readonly logLevel: string;
  readonly cacheBytes: number;
  readonly rateLimitPerMinute: number;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Name = (typeof configurationVariables)[number]['name'];

/** Throws `config.invalid` naming the variable and what it may be. */
export function readConfiguration(environment: Environment = process.env): Configuration {
  const value = (name: Name) => valueOf(environment, name);
  const issuer = value('OIDC_ISSUER');
  return {
    production: value('NODE_ENV') === 'production',
    host: value('HOST') ?? '127.0.0.1',
    port: wholeNumber('PORT', value('PORT'), 65_535),
    dataFolder: resolve(value('IDMAJ_DATA') ?? 'data'),
    eventStoreDbUrl: value('EVENTSTOREDB_URL'),
    mongoDbUrl: value('MONGODB_URL'),
    oidc: issuer === undefined ? undefined : { issuer, audience: value('OIDC_AUDIENCE') ?? 'idmaj' },
    secret: value('IDMAJ_SECRET'),
    demonstration: oneOf('DEMO', value('DEMO'), ['on', 'off']) === 'on',
    logLevel: oneOf('LOG_LEVEL', value('LOG_LEVEL'), ['fatal', 'error', 'warn', 'log', 'debug', 'verbose']),
    cacheBytes: wholeNumber('CACHE_MEGABYTES', value('CACHE_MEGABYTES'), 65_536) * 1_048_576,
    rateLimitPerMinute: wholeNumber('RATE_LIMIT_PER_MINUTE', value('RATE_LIMIT_PER_MINUTE'), 1_000_000),
  };
}

function valueOf(environment: Environment, name: Name): string | undefined {
  const variable: ConfigurationVariable | undefined = configurationVariables.find((known) => known.name === name);
  const given = environment[name];
  if (given !== undefined && given !== '') return given;
  const file = variable?.secret ? environment[`${name}_FILE`] : undefined;
  return file ? contentOf(name, file) : variable?.default;
}

function contentOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Problem('config.invalid', { name: `${name}_FILE`, allowed: 'a file that can be read' });
  }
}

function wholeNumber(variable: string, text: string | undefined, most: number): number {
  if (text !== undefined && /^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
  throw new Problem('config.invalid', { name: variable, allowed: `0–${most}` });
}

function oneOf(variable: string, text: string | undefined, allowed: readonly string[]): string {
  if (text !== undefined && allowed.includes(text)) return text;
  throw new Problem('config.invalid', { name: variable, allowed: allowed.join(', ') });
}
