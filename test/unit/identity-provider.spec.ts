import { TokenVerifier, trustProvider } from '#libs/identity';
import { SystemClock } from '#libs/kernel';
import { FakeProvider } from '../support/fake-provider.ts';

const omar = { sub: 'omar', role: 'project-officer', unit: 'CAR-AGA' };
const actor = { id: 'omar', role: 'project-officer', unit: 'CAR-AGA' };
let provider: FakeProvider;

beforeEach(async () => {
  provider = await new FakeProvider().start();
  await provider.rotate('first');
});
afterEach(() => provider.stop());

const verifierOf = (cooldownMs?: number) =>
  new TokenVerifier(
    trustProvider({ issuer: provider.issuer, audience: 'idmaj-api', ...(cooldownMs !== undefined && { cooldownMs }) }),
    new SystemClock(),
  );

describe('tokens of an identity provider', () => {
  it('are believed, and its keys are asked for once', async () => {
    const verifier = verifierOf();
    const tokens = await Promise.all(Array.from({ length: 8 }, (_, n) => provider.token({ ...omar, n })));
    const actors = await Promise.all(tokens.map((token) => verifier.verify(`Bearer ${token}`)));
    expect(actors).toEqual(tokens.map(() => actor));
    expect(provider.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('are refused for another audience or from another issuer', async () => {
    const verifier = verifierOf();
    for (const other of [{ audience: 'another' }, { issuer: 'https://elsewhere.example' }]) {
      const token = await provider.token(omar, other);
      await expect(verifier.verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'auth.invalid' });
    }
  });

  it('are believed after the provider changed its key, and those of the old key no more', async () => {
    const verifier = verifierOf(0);
    const old = await provider.token({ ...omar, n: 1 });
    await expect(verifier.verify(`Bearer ${await provider.token(omar)}`)).resolves.toEqual(actor);
    await provider.rotate('second');
    await expect(verifier.verify(`Bearer ${await provider.token(omar)}`)).resolves.toEqual(actor);
    await expect(verifier.verify(`Bearer ${old}`)).rejects.toMatchObject({ code: 'auth.invalid' });
  });

  it('of a key nobody published do not make us ask again and again', async () => {
    const verifier = verifierOf();
    await verifier.verify(`Bearer ${await provider.token(omar)}`);
    const stranger = await new FakeProvider().start();
    await stranger.rotate('never-published');
    for (let n = 0; n < 5; n++) {
      const forged = await stranger.token({ ...omar, n }, { issuer: provider.issuer });
      await expect(verifier.verify(`Bearer ${forged}`)).rejects.toMatchObject({ code: 'auth.invalid' });
    }
    await stranger.stop();
    expect(provider.asked).toHaveLength(2);
  });
});

describe('an identity provider that does not answer', () => {
  it('is no fault of the caller, and is asked again by the next', async () => {
    const verifier = verifierOf();
    const token = await provider.token(omar);
    await provider.stop();
    await expect(verifier.verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'auth.provider-unavailable' });
    await provider.start();
    await expect(verifier.verify(`Bearer ${token}`)).resolves.toEqual(actor);
  });

  it.each(['down', 'not-json', 'other-issuer', 'unsafe-keys'] as const)('nor one that is %s', async (fault) => {
    const verifier = verifierOf();
    const token = await provider.token(omar);
    provider.fault = fault;
    await expect(verifier.verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'auth.provider-unavailable' });
    provider.fault = undefined;
    await expect(verifier.verify(`Bearer ${token}`)).resolves.toEqual(actor);
  });

  it('does not keep out those whose key is known, not even after a token of a key that is not', async () => {
    const verifier = verifierOf(0);
    const [one, other] = [await provider.token({ ...omar, n: 1 }), await provider.token({ ...omar, n: 2 })];
    await expect(verifier.verify(`Bearer ${one}`)).resolves.toEqual(actor);
    await provider.rotate('second');
    await provider.stop();
    await expect(verifier.verify(`Bearer ${await provider.token(omar)}`)).rejects.toMatchObject({
      code: 'auth.provider-unavailable',
    });
    await expect(verifier.verify(`Bearer ${other}`)).resolves.toEqual(actor);
  });
});

describe('the settings of an identity provider', () => {
  it.each([
    'http://sso.example.ma',
    'http://127.0.0.1.example.ma',
    'ftp://sso.example.ma',
    'sso.example.ma',
    '',
    'https://user:secret@sso.example.ma',
  ])('are refused for %j', (issuer) =>
    expect(() => trustProvider({ issuer, audience: 'idmaj-api' })).toThrow(
      expect.objectContaining({ code: 'config.invalid', params: { name: 'OIDC_ISSUER' } }),
    ),
  );

  it('are taken with https, and on the loopback without', () => {
    for (const issuer of [
      'https://sso.example.ma/realms/x',
      'https://sso.example.ma/',
      'http://localhost:8080',
      'http://[::1]:8080',
    ]) {
      expect(trustProvider({ issuer, audience: 'idmaj-api' }).audience).toBe('idmaj-api');
    }
  });
});
