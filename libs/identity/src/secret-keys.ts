import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Problem } from '#libs/kernel';
import { inventsOutsideProduction, type MayInvent } from './invention.ts';
import { makeOwnerFile, readOwnerFile } from './owner-file.ts';

const FILE = 'secret.key';
const BYTES = 32;

export interface SecretSource extends MayInvent {
  /** The secret itself (`IDMAJ_SECRET`): at least 32 bytes in base64, base64url or hex. */
  readonly secret?: string | undefined;
  /** A file that holds it (`IDMAJ_SECRET_FILE`), mode 0600 or narrower. It goes before `secret`. */
  readonly secretFile?: string | undefined;
  /** Something was hashed with it already, so that no other secret may take its place. */
  readonly isInUse?: boolean;
}

/** Keys for every purpose from the one secret of an installation: what one of them hashes tells nothing of another. */
export class SecretKeys {
  private readonly keys = new Map<string, Uint8Array>();

  constructor(private readonly secret: Uint8Array) {
    if (secret.length < BYTES) throw new Problem('secret.malformed', { path: 'memory' });
  }

  /**
   * From `secretFile`, else `secret`, else `<dataDir>/secret.key` (mode 0600), which outside production (or with
   * `create`) is made when missing, unless one `isInUse`. Throws `secret.missing`, `secret.lost`, `secret.malformed` or `key.exposed`.
   */
  static async open(dataDir: string, source: SecretSource = {}): Promise<SecretKeys> {
    const { secret, secretFile, create = inventsOutsideProduction(), isInUse = false } = source;
    if (secretFile) return fromText(secretFile, await readOwnerFile(secretFile));
    if (secret) return fromText('IDMAJ_SECRET', secret);
    const path = join(dataDir, FILE);
    const stored = await readOwnerFile(path);
    if (stored !== undefined || !create) return fromText(path, stored);
    if (isInUse) throw new Problem('secret.lost', { path });
    return fromText(path, await makeOwnerFile(path, `${randomBytes(BYTES).toString('base64url')}\n`));
  }

  /** HMAC-SHA-256 under the purpose's own key, as 43 characters of base64url. */
  keyedHash(purpose: string, text: string): string {
    return createHmac('sha256', this.keyFor(purpose)).update(text, 'utf8').digest('base64url');
  }

  /** 32 bytes for one purpose (HKDF-SHA-256). */
  keyFor(purpose: string): Uint8Array {
    let key = this.keys.get(purpose);
    if (!key) {
      key = new Uint8Array(hkdfSync('sha256', this.secret, 'idmaj', purpose, BYTES));
      this.keys.set(purpose, key);
    }
    return key;
  }
}

function fromText(path: string, text: string | undefined): SecretKeys {
  if (text === undefined) throw new Problem('secret.missing', { path });
  const secret = bytesOf(text.trim());
  if (!secret || secret.length < BYTES) throw new Problem('secret.malformed', { path });
  return new SecretKeys(secret);
}

function bytesOf(text: string): Uint8Array | undefined {
  if (/^([0-9a-f]{2})+$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[\w+/-]+={0,2}$/.test(text)) return Buffer.from(text, 'base64');
  return undefined;
}
