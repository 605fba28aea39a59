import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Actor } from '#libs/event-store';
import { type Clock, Problem } from '#libs/kernel';
import { isUnit, roles } from '#libs/reference';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK, SignJWT } from 'jose';
import { isPersonsRole } from './claims-of-token.ts';
import { inventsOutsideProduction, type MayInvent } from './invention.ts';
import { makeOwnerFile, readOwnerFile } from './owner-file.ts';

export const LOCAL_ISSUER = 'idmaj:local';
export const LOCAL_AUDIENCE = 'idmaj';
const ALGORITHM = 'EdDSA';
const FILE = 'issuer.jwk';

const HOURS_OF_A_DAY_SHIFT = 12;
const MOST_HOURS = 366 * 24;
const SUBJECT = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@-]{0,99}$/u;

/** Signs tokens with an Ed25519 key of this installation's own, for those who run without an identity provider. */
export class LocalIssuer {
  private constructor(
    private readonly key: KeyObject,
    private readonly publicKey: JWK & { readonly kid: string },
    private readonly clock: Clock,
  ) {}

  /**
   * The key is in `<dataDir>/issuer.jwk`, mode 0600; outside production (or with `create`) it is made when missing.
   * Throws `key.missing`, `key.unreadable` or `key.exposed`.
   */
  static async open(dataDir: string, clock: Clock, { create }: MayInvent = {}): Promise<LocalIssuer> {
    const path = join(dataDir, FILE);
    const stored = (await readOwnerFile(path)) ?? (await makeKey(path, create ?? inventsOutsideProduction()));
    const key = readKey(path, stored);
    const publicKey = createPublicKey(key).export({ format: 'jwk' }) as JWK;
    const kid = await calculateJwkThumbprint(publicKey);
    return new LocalIssuer(key, { ...publicKey, kid, alg: ALGORITHM, use: 'sig' }, clock);
  }

  /** What a verifier needs to know: the public key alone. */
  get publicKeys(): JSONWebKeySet {
    return { keys: [this.publicKey] };
  }

  /**
   * A token that says who is acting, for `hours` (12; at most a year). Throws `token.unknown-role` (also for
   * `process`, which nobody carries), `token.unknown-unit`, `token.bad-subject` or `token.bad-lifetime`.
   */
  async issue({ id, role, unit }: Actor, { hours = HOURS_OF_A_DAY_SHIFT }: { hours?: number } = {}): Promise<string> {
    if (!SUBJECT.test(id)) throw new Problem('token.bad-subject');
    if (!isPersonsRole(role)) throw new Problem('token.unknown-role', { role, known: rolesOfPeople() });
    if (!isUnit(unit)) throw new Problem('token.unknown-unit', { unit });
    if (!(hours > 0 && hours <= MOST_HOURS)) throw new Problem('token.bad-lifetime');
    const now = Math.floor(Date.parse(this.clock.now()) / 1000);
    return new SignJWT({ role, unit })
      .setProtectedHeader({ alg: ALGORITHM, kid: this.publicKey.kid, typ: 'JWT' })
      .setIssuer(LOCAL_ISSUER)
      .setAudience(LOCAL_AUDIENCE)
      .setSubject(id)
      .setIssuedAt(now)
      .setExpirationTime(now + Math.ceil(hours * 3600))
      .sign(this.key);
  }
}

async function makeKey(path: string, create: boolean): Promise<string> {
  if (!create) throw new Problem('key.missing', { path });
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  return makeOwnerFile(path, `${JSON.stringify(await exportJWK(privateKey))}\n`);
}

function readKey(path: string, stored: string): KeyObject {
  try {
    const key = createPrivateKey({ key: JSON.parse(stored) as JsonWebKey, format: 'jwk' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (cause) {
    throw new Problem('key.unreadable', { path }, [], { cause });
  }
  throw new Problem('key.unreadable', { path });
}

function rolesOfPeople(): string {
  return roles
    .map(({ code }) => code)
    .filter(isPersonsRole)
    .join(', ');
}
