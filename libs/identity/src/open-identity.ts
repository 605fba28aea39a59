import { type Clock, Problem } from '#libs/kernel';
import { trustProvider } from './identity-provider.ts';
import { LocalIssuer } from './local-issuer.ts';
import { SecretKeys, type SecretSource } from './secret-keys.ts';
import { TokenVerifier } from './token-verifier.ts';
import { trustLocal } from './trusted-issuer.ts';

export interface IdentitySettings extends SecretSource {
  readonly dataDir: string;
  /** With an issuer its tokens are believed and no others; the local issuer is not opened. */
  readonly oidcIssuer?: string | undefined;
  readonly oidcAudience?: string | undefined;
}

export interface Identity {
  readonly verifier: TokenVerifier;
  readonly keys: SecretKeys;
  /** Absent where a provider issues the tokens. */
  readonly issuer?: LocalIssuer;
}

/** Who is believed and what is hashed with, from the settings. Throws a `Problem` that says what to set. */
export async function openIdentity(settings: IdentitySettings, clock: Clock): Promise<Identity> {
  const { dataDir, oidcIssuer, oidcAudience } = settings;
  const keys = await SecretKeys.open(dataDir, settings);
  if (oidcIssuer) {
    if (!oidcAudience) throw new Problem('config.missing', { name: 'OIDC_AUDIENCE' });
    return { keys, verifier: new TokenVerifier(trustProvider({ issuer: oidcIssuer, audience: oidcAudience }), clock) };
  }
  const issuer = await LocalIssuer.open(dataDir, clock, settings);
  return { keys, issuer, verifier: new TokenVerifier(trustLocal(issuer), clock) };
}
