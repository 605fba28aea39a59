import { fork } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalIssuer, SecretKeys, TokenVerifier, trustLocal } from '#libs/identity';
import { SetClock } from '#libs/kernel';

const clock = new SetClock('2026-06-01T08:00:00.000Z');
const amina = { id: 'amina', role: 'social-worker', unit: 'MA-LAA' };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-identity-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the key of the local issuer', () => {
  it('is made on the first start, for its owner alone, and is the same ever after', async () => {
    const dataDir = join(folder, 'data');
    const first = await LocalIssuer.open(dataDir, clock);
    const again = await LocalIssuer.open(dataDir, clock, { create: false });
    expect(again.publicKeys).toEqual(first.publicKeys);
    expect((await stat(join(dataDir, 'issuer.jwk'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect(await readdir(dataDir)).toEqual(['issuer.jwk']);
  });

  it('is never part of what a verifier is told', async () => {
    const { publicKeys } = await LocalIssuer.open(folder, clock);
    const secret = (JSON.parse(await readFile(join(folder, 'issuer.jwk'), 'utf8')) as { d: string }).d;
    expect(secret).toHaveLength(43);
    expect(JSON.stringify(publicKeys)).not.toContain(secret);
  });

  it('is refused when others can read it', async () => {
    await LocalIssuer.open(folder, clock);
    await chmod(join(folder, 'issuer.jwk'), 0o640);
    await expect(LocalIssuer.open(folder, clock)).rejects.toMatchObject({
      code: 'key.exposed',
      params: { mode: '640' },
    });
  });

  it.each(['', '{', '[]', '{"kty":"oct","k":"c2VjcmV0"}', '{"kty":"OKP","crv":"Ed25519","x":"AA"}'])(
    'is refused when it is damaged: %j',
    async (text) => {
      await writeFile(join(folder, 'issuer.jwk'), text, { mode: 0o600 });
      await expect(LocalIssuer.open(folder, clock)).rejects.toMatchObject({ code: 'key.unreadable' });
    },
  );

  it('is not invented where it may not be', async () => {
    await expect(LocalIssuer.open(folder, clock, { create: false })).rejects.toMatchObject({ code: 'key.missing' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is one key for several processes that start at once', async () => {
    const dataDir = join(folder, 'data');
    const answers = await openedByProcesses(dataDir, 4);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await readdir(dataDir)).sort()).toEqual(['issuer.jwk', 'secret.key']);
    const [issuer, keys] = [await LocalIssuer.open(dataDir, clock), await SecretKeys.open(dataDir)];
    expect(answers[0]).toEqual({ kid: issuer.publicKeys.keys[0]?.kid, hash: keys.keyedHash('test', 'same') });
  });

  it('is one key for many callers in one process', async () => {
    const opened = await Promise.all(Array.from({ length: 20 }, () => LocalIssuer.open(folder, clock)));
    expect(new Set(opened.map(({ publicKeys }) => publicKeys.keys[0]?.kid)).size).toBe(1);
  });
});

describe('a token of the local issuer', () => {
  it('says who is acting, for twelve hours', async () => {
    const issuer = await LocalIssuer.open(folder, clock);
    const token = await issuer.issue(amina);
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >;
    expect(claims).toEqual({
      ...{ iss: 'idmaj:local', aud: 'idmaj', sub: 'amina', role: 'social-worker', unit: 'MA-LAA' },
      ...{ iat: Date.parse('2026-06-01T08:00:00Z') / 1000, exp: Date.parse('2026-06-01T20:00:00Z') / 1000 },
    });
    await expect(new TokenVerifier(trustLocal(issuer), clock).verify(`Bearer ${token}`)).resolves.toEqual(amina);
  });

  it.each([
    [{ ...amina, role: 'king' }, {}, 'token.unknown-role'],
    [{ ...amina, role: 'process' }, {}, 'token.unknown-role'],
    [{ ...amina, unit: 'MA-XXX' }, {}, 'token.unknown-unit'],
    [{ ...amina, unit: '' }, {}, 'token.unknown-unit'],
    [{ ...amina, id: '' }, {}, 'token.bad-subject'],
    [{ ...amina, id: 'amina \u202e' }, {}, 'token.bad-subject'],
    [amina, { hours: 0 }, 'token.bad-lifetime'],
    [amina, { hours: Number.NaN }, 'token.bad-lifetime'],
    [amina, { hours: 1e9 }, 'token.bad-lifetime'],
  ])('is not issued for %j %j', async (actor, options, code) => {
    const issuer = await LocalIssuer.open(folder, clock);
    await expect(issuer.issue(actor, options)).rejects.toMatchObject({ code });
  });

  it('names the roles there are, without the one nobody carries', async () => {
    const issuer = await LocalIssuer.open(folder, clock);
    const refused = (await issuer.issue({ ...amina, role: 'process' }).catch((error: unknown) => error)) as {
      params: { known: string };
    };
    expect(refused.params.known).toContain('auditor');
    expect(refused.params.known).not.toContain('process');
  });
});

async function openedByProcesses(dataDir: string, count: number): Promise<unknown[]> {
  const support = (name: string) => fileURLToPath(new URL(`../support/${name}`, import.meta.url));
  const children = Array.from({ length: count }, () =>
    fork(support('event-store-stand-in/launch.mjs'), [support('open-issuer.ts'), dataDir], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    }),
  );
  const next = (child: (typeof children)[number]) =>
    new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', () => reject(new Error('The process ended too early.')));
    });
  await Promise.all(children.map(next));
  const answers = children.map(next);
  for (const child of children) child.send('go');
  return Promise.all(answers);
}
