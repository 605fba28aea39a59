import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalIssuer, TokenVerifier, trustLocal } from '#libs/identity';
import { SetClock } from '#libs/kernel';
import fc from 'fast-check';
import { importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { readFile } from 'node:fs/promises';

const START = '2026-06-01T08:00:00.000Z';
const amina = { id: 'amina', role: 'social-worker', unit: 'MA-LAA' };
let folder: string;
let clock: SetClock;
let issuer: LocalIssuer;
let verifier: TokenVerifier;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-tokens-'));
  clock = new SetClock(START);
  issuer = await LocalIssuer.open(folder, clock);
  verifier = new TokenVerifier(trustLocal(issuer), clock);
});
afterEach(() => rm(folder, { recursive: true }));

const claims = (changed: JWTPayload = {}): JWTPayload => ({
  ...{ iss: 'idmaj:local', aud: 'idmaj', sub: 'amina', role: 'social-worker', unit: 'MA-LAA' },
  exp: Date.parse(START) / 1000 + 3600,
  ...changed,
});

/** Signed with the issuer's own key, whatever it says. */
async function signed(payload: JWTPayload): Promise<string> {
  const key = await importJWK(JSON.parse(await readFile(join(folder, 'issuer.jwk'), 'utf8')), 'EdDSA');
  return new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid: issuer.publicKeys.keys[0]?.kid ?? '' }).sign(key);
}

const refusal = (token: string) => expect(verifier.verify(`Bearer ${token}`)).rejects;

describe('a bearer token', () => {
  it('is told by its scheme in any case', async () => {
    const token = await issuer.issue(amina);
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      await expect(verifier.verify(`${scheme} ${token}`)).resolves.toEqual(amina);
    }
  });

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic YW1pbmE6c2VjcmV0', 'token'])('is missing in %j', (header) =>
    expect(verifier.verify(header)).rejects.toMatchObject({ code: 'auth.missing' }),
  );

  it('is refused once it has expired, also when it was known before', async () => {
    const token = await issuer.issue(amina, { hours: 1 });
    await expect(verifier.verify(`Bearer ${token}`)).resolves.toEqual(amina);
    clock.advance(3600_000 - 1);
    await expect(verifier.verify(`Bearer ${token}`)).resolves.toEqual(amina);
    clock.advance(29_000);
    await expect(verifier.verify(`Bearer ${token}`)).resolves.toEqual(amina);
    clock.advance(2_000);
    await refusal(token).toMatchObject({ code: 'auth.invalid' });
  });

  it.each([
    ['another audience', { aud: 'another' }],
    ['no audience', { aud: undefined }],
    ['another issuer', { iss: 'https://elsewhere.example' }],
    ['no end', { exp: undefined }],
    ['an end that is no number', { exp: 'tomorrow' as never }],
    ['a beginning in the future', { nbf: Date.parse(START) / 1000 + 600 }],
    ['nobody', { sub: undefined }],
    ['an unprintable person', { sub: 'amina\u202e' }],
    ['the role of the system itself', { role: 'process' }],
    ['an unknown role', { role: 'king' }],
    ['several roles', { role: ['auditor'] }],
    ['no role', { role: undefined }],
    ['an unknown unit', { unit: 'MA-XXX' }],
    ['no unit', { unit: undefined }],
  ])('is refused when it names %s, though rightly signed', async (_what, changed) => {
    await expect(verifier.verify(`Bearer ${await signed(claims())}`)).resolves.toEqual(amina);
    await refusal(await signed(claims(changed))).toMatchObject({ code: 'auth.invalid' });
  });

  it('is refused without a signature', () =>
    refusal(new UnsecuredJWT(claims()).encode()).toMatchObject({ code: 'auth.invalid' }));

  it('is refused when the public key was used as a password', async () => {
    const [key] = issuer.publicKeys.keys;
    for (const password of [key?.x ?? '', JSON.stringify(key)]) {
      const forged = await new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', kid: key?.kid ?? '' })
        .sign(new TextEncoder().encode(password));
      await refusal(forged).toMatchObject({ code: 'auth.invalid' });
    }
  });

  it('is refused when another key signed it', async () => {
    const other = await LocalIssuer.open(join(folder, 'other'), clock);
    await refusal(await other.issue(amina)).toMatchObject({ code: 'auth.invalid' });
  });

  it('is refused when one character of it was changed, also after the right one was seen', async () => {
    const token = await issuer.issue(amina);
    await verifier.verify(`Bearer ${token}`);
    await fc.assert(
      // The last character of the signature carries four bits that base64url ignores.
      fc.asyncProperty(fc.nat({ max: token.length - 2 }), fc.constantFrom(...'Aa0_.'), async (at, put) => {
        fc.pre(token[at] !== put);
        const changed = token.slice(0, at) + put + token.slice(at + 1);
        await refusal(changed).toMatchObject({ code: 'auth.invalid' });
      }),
    );
  });

  it('never fails otherwise than as a problem of the caller, whatever is sent', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (sent) => {
        const error: unknown = await verifier.verify(`Bearer ${sent}`).catch((caught: unknown) => caught);
        expect(['auth.invalid', 'auth.missing']).toContain((error as { code: string }).code);
      }),
    ));

  it('is refused when it is longer than any token', () =>
    refusal('a'.repeat(100_000)).toMatchObject({ code: 'auth.invalid' }));

  it('is never told in an error', async () => {
    const token = await signed(claims({ role: 'king' }));
    const error = (await verifier.verify(`Bearer ${token}`).catch((caught: unknown) => caught)) as Error;
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain(token);
  });
});

describe('a name in a token', () => {
  it('stays behind: what is answered is stamped on events', async () => {
    const token = await signed(claims({ name: 'Amina El Fassi', email: 'amina@example.org' }));
    await expect(verifier.verify(`Bearer ${token}`)).resolves.toEqual(amina);
  });
});
