import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { LOCAL_AUDIENCE, LOCAL_ISSUER, type LocalIssuer } from './local-issuer.ts';

/** Whose tokens are believed, and how they must be signed. */
export interface TrustedIssuer {
  readonly issuer: readonly string[];
  readonly audience: string;
  /** Never `none` and never HS*: with those a public key would be enough to sign. */
  readonly algorithms: readonly string[];
  /** The key a token names. */
  readonly keys: JWTVerifyGetKey;
}

export function trustLocal(local: Pick<LocalIssuer, 'publicKeys'>): TrustedIssuer {
  return {
    issuer: [LOCAL_ISSUER],
    audience: LOCAL_AUDIENCE,
    algorithms: ['EdDSA'],
    keys: createLocalJWKSet(local.publicKeys),
  };
}
