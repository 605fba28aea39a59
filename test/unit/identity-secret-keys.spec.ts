import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIdentity, SecretKeys } from '#libs/identity';
import { SetClock } from '#libs/kernel';
import { FakeProvider } from '../support/fake-provider.ts';

const clock = new SetClock('2026-06-01T08:00:00.000Z');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-secret-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the secret of an installation', () => {
  it('is not made anew where something was hashed with the one that is gone', async () => {
    await expect(SecretKeys.open(folder, { isInUse: true })).rejects.toMatchObject({
      code: 'secret.lost',
      params: { path: join(folder, 'secret.key') },
    });
    await SecretKeys.open(folder);
    await expect(SecretKeys.open(folder, { isInUse: true })).resolves.toBeInstanceOf(SecretKeys);
  });

  it('is made on the first start, for its owner alone, and hashes the same ever after', async () => {
    const first = await SecretKeys.open(folder);
    const again = await SecretKeys.open(folder, { create: false });
    expect(again.keyedHash('claim-cin', 'JC691197')).toBe(first.keyedHash('claim-cin', 'JC691197'));
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
  });

  it('is the same in hex, base64 and base64url, from a setting or from a file', async () => {
    const secret = randomBytes(48);
    const expected = new SecretKeys(secret).keyedHash('test', 'x');
    const file = join(folder, 'given');
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const text = secret.toString(encoding);
      expect((await SecretKeys.open(folder, { secret: text })).keyedHash('test', 'x')).toBe(expected);
      await writeFile(file, `${text}\n`, { mode: 0o600 });
      expect((await SecretKeys.open(folder, { secretFile: file })).keyedHash('test', 'x')).toBe(expected);
    }
    expect(await readdir(folder)).toEqual(['given']);
  });

  it.each(['short', randomBytes(31).toString('hex'), randomBytes(31).toString('base64'), 'é'.repeat(64), '   '])(
    'is refused when it is %j',
    (secret) =>
      expect(SecretKeys.open(folder, { secret })).rejects.toMatchObject({
        code: 'secret.malformed',
        params: { path: 'IDMAJ_SECRET' },
      }),
  );

  it('is refused when others can read its file', async () => {
    await SecretKeys.open(folder);
    await chmod(join(folder, 'secret.key'), 0o644);
    await expect(SecretKeys.open(folder)).rejects.toMatchObject({ code: 'key.exposed' });
  });

  it('is not invented where it may not be, nor where a file was named that is not there', async () => {
    await expect(SecretKeys.open(folder, { create: false })).rejects.toMatchObject({ code: 'secret.missing' });
    const secretFile = join(folder, 'nowhere');
    await expect(SecretKeys.open(folder, { secretFile })).rejects.toMatchObject({
      code: 'secret.missing',
      params: { path: secretFile },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('hashes differently for every purpose, text and secret', () => {
    const [one, other] = [new SecretKeys(randomBytes(32)), new SecretKeys(randomBytes(32))];
    const hashes = [
      one.keyedHash('claim-cin', 'JC1'),
      one.keyedHash('claim-idcs', 'JC1'),
      one.keyedHash('claim-cin', 'JC2'),
      other.keyedHash('claim-cin', 'JC1'),
    ];
    expect(new Set(hashes).size).toBe(4);
    for (const hash of hashes) expect(hash).toMatch(/^[\w-]{43}$/);
  });

  it('hashes as written down here, so that stored claims are found by every later version', () =>
    expect(new SecretKeys(Buffer.alloc(32, 7)).keyedHash('claim-cin', 'JC691197')).toBe(
      'gWVr9wjN1pzOCJwji9Dd9GJ-u1EDvxWUc3gkgzVpbnc',
    ));
});

describe('identity in production', () => {
  const environment = process.env['NODE_ENV'];
  beforeEach(() => void (process.env['NODE_ENV'] = 'production'));
  afterEach(() => void (process.env['NODE_ENV'] = environment));

  it('invents nothing: it says what to set', async () => {
    await expect(openIdentity({ dataDir: folder }, clock)).rejects.toMatchObject({ code: 'secret.missing' });
    const secret = randomBytes(32).toString('hex');
    await expect(openIdentity({ dataDir: folder, secret }, clock)).rejects.toMatchObject({ code: 'key.missing' });
    const oidcIssuer = 'https://sso.example.ma';
    await expect(openIdentity({ dataDir: folder, secret, oidcIssuer }, clock)).rejects.toMatchObject({
      code: 'config.missing',
      params: { name: 'OIDC_AUDIENCE' },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('believes a provider alone where one is set', async () => {
    const provider = await new FakeProvider().start();
    await provider.rotate('first');
    const { verifier, issuer } = await openIdentity(
      {
        dataDir: folder,
        secret: randomBytes(32).toString('hex'),
        oidcIssuer: provider.issuer,
        oidcAudience: 'idmaj-api',
      },
      clock,
    );
    expect(issuer).toBeUndefined();
    const token = await provider.token({ sub: 'omar', role: 'auditor', unit: '*' });
    await expect(verifier.verify(`Bearer ${token}`)).resolves.toEqual({ id: 'omar', role: 'auditor', unit: '*' });
    await provider.stop();
  });
});
