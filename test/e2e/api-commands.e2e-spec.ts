import { randomUUID } from 'node:crypto';
import { type ApiWorkplace, openApiWorkplace, registerSomeone, registration, worker } from './api-workplace.ts';

describe('a command over HTTP', () => {
  let workplace: ApiWorkplace;
  beforeAll(async () => {
    workplace = await openApiWorkplace();
  });
  afterAll(async () => {
    await workplace.close();
  });
  const register = (id: string, fields: unknown, headers: Record<string, string> = {}) =>
    workplace.send(`/v1/beneficiaries/${id}/register-beneficiary`, fields, { as: worker, headers });

  it('answers a receipt that says where the record stands', async () => {
    const id = randomUUID();
    const response = await register(id, registration);
    expect(response.statusCode).toBe(201);
    expect(response.json()).toEqual({
      id,
      revision: 0,
      position: expect.stringMatching(/^\d+$/),
      events: ['BeneficiaryRegistered'],
    });
    expect(response.headers).toMatchObject({
      etag: '"0"',
      'x-correlation-id': expect.any(String),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is recorded with who sent it, through which door and under which correlation', async () => {
    const id = randomUUID();
    const correlation = randomUUID();
    await register(id, registration, { 'x-correlation-id': correlation });
    const [event] = await workplace.idmaj.events.readStream(`beneficiary-${id}`);
    expect(event?.metadata).toMatchObject({
      actor: { id: 'amina', role: 'social-worker', unit: 'MA-LAA' },
      channel: 'http',
      command: 'register-beneficiary',
      correlationId: correlation,
    });
  });

  it('sent again under its key answers the same receipt and records nothing', async () => {
    const id = randomUUID();
    for (const key of [randomUUID(), 'export-2026-03-02/17']) {
      const own = key.includes('/') ? randomUUID() : id;
      const first = await register(own, registration, { 'idempotency-key': key });
      const before = await workplace.events();
      const again = await register(own, registration, { 'idempotency-key': key });
      expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
      expect(again.json()).toEqual(first.json());
      expect(again.headers.etag).toBe(first.headers.etag);
      expect(await workplace.events()).toBe(before);
    }
  });

  it('under a key that another body used is refused', async () => {
    const id = randomUUID();
    const key = { 'idempotency-key': randomUUID() };
    await register(id, registration, key);
    const other = await register(id, { ...registration, sex: 'male' }, key);
    expect(other.statusCode).toBe(422);
    expect(other.json()).toMatchObject({ code: 'request.key-reused', status: 422 });
  });

  it('without a key is a new command each time, so the rule speaks', async () => {
    const id = randomUUID();
    await register(id, registration);
    const again = await register(id, registration);
    expect(again.statusCode).toBe(409);
    expect(again.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('for a revision that has moved is refused, for the one that stands it is taken', async () => {
    const { id } = await registerSomeone(workplace);
    const move = (revision: string) =>
      workplace.send(
        `/v1/beneficiaries/${id}/change-residence`,
        { province: 'MA-TIZ', since: '2026-02-01' },
        { as: worker, headers: { 'if-match': revision } },
      );
    expect((await move('"7"')).json()).toMatchObject({ code: 'request.revision-moved', status: 412 });
    expect((await move('"0"')).statusCode).toBe(201);
  });

  it.each([
    ['if-match', '3', 'request.bad-revision'],
    ['if-match', 'W/"3"', 'request.bad-revision'],
    ['if-match', '*', 'request.bad-revision'],
    ['if-match', '"1", "2"', 'request.bad-revision'],
    ['if-match', '"99999999999999999999"', 'request.bad-revision'],
    ['idempotency-key', 'two words', 'request.bad-key'],
    ['idempotency-key', 'k'.repeat(201), 'request.bad-key'],
    ['idempotency-key', '', 'request.bad-key'],
  ])('with %s: %s is malformed', async (header, value, code) => {
    const response = await register(randomUUID(), registration, { [header]: value });
    expect(response.json()).toMatchObject({ status: 400, code });
  });

  it('takes the id of its address in either case, as one id', async () => {
    const id = randomUUID();
    expect((await register(id.toUpperCase(), registration)).json()).toMatchObject({ id });
    expect((await register(id, registration)).statusCode).toBe(409);
  });

  it('to an address that holds no UUID is malformed', async () => {
    const response = await register('amina', registration);
    expect(response.json()).toMatchObject({ status: 400, code: 'request.bad-id' });
  });
});

describe('who may send a command', () => {
  let workplace: ApiWorkplace;
  beforeAll(async () => {
    workplace = await openApiWorkplace();
  });
  afterAll(async () => {
    await workplace.close();
  });

  it('is known by a token', async () => {
    const address = `/v1/beneficiaries/${randomUUID()}/register-beneficiary`;
    const nobody = await workplace.send(address, registration);
    expect(nobody.json()).toMatchObject({ status: 401, code: 'auth.missing' });
    expect(nobody.headers['www-authenticate']).toBe('Bearer realm="idmaj"');
    const forged = await workplace.send(address, registration, { headers: { authorization: 'Bearer a.b.c' } });
    expect(forged.json()).toMatchObject({ status: 401, code: 'auth.invalid' });
    expect(forged.headers['www-authenticate']).toContain('invalid_token');
  });

  it('hears about the token before the body is looked at', async () => {
    const response = await workplace.send(`/v1/beneficiaries/${randomUUID()}/register-beneficiary`, '{');
    expect(response.statusCode).toBe(401);
  });

  it.each(['auditor', 'observer', 'administrator', 'partner', 'finance'])('is no %s', async (role) => {
    const before = await workplace.events();
    const response = await workplace.send(`/v1/beneficiaries/${randomUUID()}/register-beneficiary`, registration, {
      as: [role, '*'],
    });
    expect(response.json()).toMatchObject({ status: 403, code: 'auth.forbidden' });
    expect(await workplace.events()).toBe(before);
  });

  it('is no person at all where only a process may', async () => {
    const address = `/v1/agreements/${randomUUID()}/reserve-funds`;
    for (const role of ['finance', 'general-coordinator']) {
      expect((await workplace.send(address, {}, { as: [role, '*'] })).statusCode).toBe(403);
    }
  });

  it('finds nobody outside the own unit', async () => {
    const { id } = await registerSomeone(workplace);
    const address = `/v1/beneficiaries/${id}/change-residence`;
    const move = { province: 'MA-TIZ', since: '2026-02-01' };
    const stranger = await workplace.send(address, move, { as: ['social-worker', 'MA-OUD'] });
    expect(stranger.json()).toMatchObject({ status: 404, code: 'request.not-found' });
    expect((await workplace.send(address, move, { as: worker })).statusCode).toBe(201);
  });

  it('has a limit of requests a minute where one is set', async () => {
    const limited = await openApiWorkplace({ RATE_LIMIT_PER_MINUTE: '2' });
    const ask = (id: string) => limited.ask('/v1/agreements', { as: ['finance', '*', id] });
    expect((await ask('one')).statusCode).toBe(200);
    expect((await ask('one')).statusCode).toBe(200);
    const third = await ask('one');
    expect(third.json()).toMatchObject({ status: 429, code: 'request.rate' });
    expect(third.headers['retry-after']).toBe('10');
    expect((await ask('other')).statusCode).toBe(200);
    await limited.close();
  });
});
