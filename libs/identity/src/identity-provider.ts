import { Problem } from '#libs/kernel';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import type { TrustedIssuer } from './trusted-issuer.ts';

const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
const PATIENCE_MS = 5_000;

export interface ProviderSettings {
  /** `OIDC_ISSUER`: an https address (http on the loopback only), as the provider writes it in `iss`. */
  readonly issuer: string;
  /** `OIDC_AUDIENCE`: what the provider writes in `aud` for this application. */
  readonly audience: string;
  /** How long after its keys were fetched an unknown key is taken for a forgery without asking again. Default 30 s. */
  readonly cooldownMs?: number;
}

/**
 * An OpenID Connect provider's tokens are believed. Its keys are fetched when first needed, again after 10 minutes,
 * and when a token names a key not seen yet. Throws `config.invalid`; while the provider cannot be asked, asking for
 * a key throws `auth.provider-unavailable`.
 */
export function trustProvider({ issuer, audience, cooldownMs = 30_000 }: ProviderSettings): TrustedIssuer {
  const address = issuer.replace(/\/+$/, '');
  if (!isSafe(address)) throw new Problem('config.invalid', { name: 'OIDC_ISSUER' });
  if (audience.trim() === '') throw new Problem('config.missing', { name: 'OIDC_AUDIENCE' });
  return {
    issuer: [address, `${address}/`],
    audience,
    algorithms: ALGORITHMS,
    keys: keysOf(address, cooldownMs),
  };
}

function keysOf(address: string, cooldownDuration: number): JWTVerifyGetKey {
  let discovered: Promise<RemoteJWKSet> | undefined;
  const discover = async (): Promise<RemoteJWKSet> => {
    try {
      return createRemoteJWKSet(await discoverKeys(address), { cooldownDuration, timeoutDuration: PATIENCE_MS });
    } catch (error) {
      discovered = undefined;
      throw error;
    }
  };
  return async (header, token) => {
    try {
      const keys = await (discovered ??= discover());
      return await keys(header, token);
    } catch (error) {
      if (isTokensFault(error)) throw error;
      throw new Problem('auth.provider-unavailable', {}, [], { cause: error });
    }
  };
}

/** Where the provider publishes its keys (OpenID Connect Discovery 1.0, 4). */
async function discoverKeys(address: string): Promise<URL> {
  const response = await fetch(`${address}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`The provider answered ${response.status}.`);
  const { issuer, jwks_uri: keys } = (await response.json()) as Partial<Record<string, unknown>>;
  if (typeof issuer !== 'string' || issuer.replace(/\/+$/, '') !== address) {
    throw new Error('The provider’s document names another issuer.');
  }
  if (typeof keys !== 'string' || !isSafe(keys)) throw new Error('The provider’s document names no safe jwks_uri.');
  return new URL(keys);
}

function isTokensFault(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

/** Keys that travel in the open can be swapped on the way. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (username || password || hash || search) return false;
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
}
