import { randomUUID } from 'node:crypto';
import { type ApiWorkplace, openApiWorkplace, registerSomeone, worker } from './api-workplace.ts';

let workplace: ApiWorkplace;
beforeAll(async () => {
  workplace = await openApiWorkplace();
});
afterAll(async () => {
  await workplace.close();
});

const coordinator = ['general-coordinator', '*'] as const;
const ids = (response: { json(): any }): string[] => response.json().items.map(({ id }: { id: string }) => id);

describe('a question', () => {
  it('with a receipt’s position shows what was just recorded, without what it is found by', async () => {
    const { id, position } = await registerSomeone(workplace);
    const response = await workplace.ask(`/v1/beneficiaries/${id}?position=${position}`, { as: worker });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ id, sex: 'female', province: 'MA-LAA', birthDate: '1991-04-12' });
    expect(response.json()).not.toHaveProperty('_');
  });

  it('with a position that this log never wrote is malformed', async () => {
    for (const position of ['9999999999999999', 'zzz', '~']) {
      const response = await workplace.ask(`/v1/beneficiaries?position=${position}`, { as: worker });
      expect(response.json()).toMatchObject({ status: 400, code: 'query.bad-position' });
    }
  });

  it.each([
    ['الإدر', 'the beginning of an Arabic family name'],
    ['ادريس', 'the Arabic name without article and hamza'],
    ['أمين', 'the Arabic given name'],
    ['idri', 'the Latin family name'],
    ['AMINA el', 'two words in any case'],
    ['sh 900', 'an identity card with blanks'],
  ])('finds a person by %s: %s', async (words) => {
    const value = `SH${Math.floor(Math.random() * 9_000) + 1_000}`;
    const { id, position } = await registerSomeone(workplace, { identifiers: [{ type: 'cin', value }] });
    const q = words === 'sh 900' ? `${value.slice(0, 2).toLowerCase()} ${value.slice(2)}` : words;
    const found = await workplace.ask(`/v1/beneficiaries?q=${encodeURIComponent(q)}&position=${position}&limit=200`, {
      as: worker,
    });
    expect(ids(found)).toContain(id);
    const other = await workplace.ask('/v1/beneficiaries?q=Zahra', { as: worker });
    expect(ids(other)).toEqual([]);
  });

  it('turns its pages by cursor and shows everybody once', async () => {
    for (let n = 0; n < 5; n++) await registerSomeone(workplace, { sex: 'male' });
    const { position } = await registerSomeone(workplace, { sex: 'male' });
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await workplace.ask(
        `/v1/beneficiaries?sex=male&limit=2&position=${position}${cursor && `&cursor=${cursor}`}`,
        { as: worker },
      );
      seen.push(...ids(page));
      cursor = page.json().next ?? '';
    } while (cursor !== '');
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });

  it('takes no cursor of another question, nor one that somebody made up', async () => {
    await registerSomeone(workplace);
    const { position } = await registerSomeone(workplace);
    const page = await workplace.ask(`/v1/beneficiaries?limit=1&position=${position}`, { as: worker });
    const { next } = page.json();
    expect(next).toEqual(expect.any(String));
    const forged = Buffer.from('["x",{},7]').toString('base64url');
    for (const question of [
      `sex=female&cursor=${next}`,
      'cursor=%00',
      `cursor=${forged}`,
      'cursor=',
      `cursor=${next}AAAA`,
    ]) {
      const response = await workplace.ask(`/v1/beneficiaries?${question}`, { as: worker });
      expect(response.json()).toMatchObject({ status: 400, code: 'query.bad-cursor' });
    }
  });

  it.each([
    ['/v1/beneficiaries?shoeSize=42', 'query.unknown-parameter', 'shoeSize'],
    ['/v1/beneficiaries?__proto__=1', 'query.unknown-parameter', '__proto__'],
    ['/v1/beneficiaries?sex=other', 'query.bad-parameter', 'sex'],
    ['/v1/beneficiaries?sex=female&sex=male', 'query.bad-parameter', 'sex'],
    ['/v1/beneficiaries?q=', 'query.bad-parameter', 'q'],
    ['/v1/beneficiaries?limit=0', 'query.bad-parameter', 'limit'],
    ['/v1/beneficiaries?limit=201', 'query.bad-parameter', 'limit'],
    ['/v1/beneficiaries?limit=ten', 'query.bad-parameter', 'limit'],
    ['/v1/beneficiaries?province=MA-XXX', 'query.bad-parameter', 'province'],
    ['/v1/custodies?inside=maybe', 'query.bad-parameter', 'inside'],
    ['/v1/custodies?expectedReleaseFrom=2026-02-30', 'query.bad-parameter', 'expectedReleaseFrom'],
    ['/v1/projects?agreementId=7', 'query.bad-parameter', 'agreementId'],
    ['/v1/projects?trade=astrology', 'query.bad-parameter', 'trade'],
    ['/v1/indicators?year=soon', 'query.bad-parameter', 'year'],
    ['/v1/indicators?month=3', 'query.unknown-parameter', 'month'],
  ])('%s is %s', async (address, code, field) => {
    const response = await workplace.ask(address, { as: coordinator });
    expect(response.json()).toMatchObject({ status: 400, code, errors: [{ field, message: expect.any(String) }] });
  });

  it('about one document is not answered again to who has it', async () => {
    const { id, position } = await registerSomeone(workplace);
    const first = await workplace.ask(`/v1/beneficiaries/${id}?position=${position}`, { as: worker });
    const { etag = '' } = first.headers;
    const again = await workplace.ask(`/v1/beneficiaries/${id}`, { as: worker, headers: { 'if-none-match': etag } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const moved = await workplace.send(
      `/v1/beneficiaries/${id}/change-residence`,
      { province: 'MA-TIZ', since: '2026-02-01' },
      { as: worker },
    );
    const changed = await workplace.ask(`/v1/beneficiaries/${id}?position=${moved.json().position}`, {
      as: coordinator,
      headers: { 'if-none-match': etag },
    });
    expect(changed.json()).toMatchObject({ province: 'MA-TIZ' });
  });
});

describe('who may ask', () => {
  it('sees the own unit and nobody else’s people', async () => {
    const { id, position } = await registerSomeone(workplace);
    const here = await workplace.ask(`/v1/beneficiaries?limit=200&position=${position}`, {
      as: ['social-worker', 'MA-11'],
    });
    const elsewhere = await workplace.ask('/v1/beneficiaries?limit=200', { as: ['social-worker', 'MA-OUD'] });
    expect(ids(here)).toContain(id);
    expect(ids(elsewhere)).not.toContain(id);
    const one = await workplace.ask(`/v1/beneficiaries/${id}`, { as: ['social-worker', 'MA-OUD'] });
    expect(one.json()).toMatchObject({ status: 404, code: 'request.not-found' });
    expect((await workplace.ask(`/v1/beneficiaries/${id}`, { as: ['auditor', 'MA-OUD'] })).statusCode).toBe(200);
  });

  it('reads a project that stands elsewhere where its person lives here', async () => {
    const person = await registerSomeone(workplace);
    const project = randomUUID();
    const officer = ['prison-officer', 'MA-LAA'] as const;
    const send = async (address: string, fields: object, as: readonly [string, string]) => {
      const answer = await workplace.send(`/v1/${address}`, fields, { as });
      expect(answer.json()).toHaveProperty('events');
      return (answer.json() as { position: string }).position;
    };
    const admission = { kind: 'prison', establishment: 'LAAYOUNE', admittedOn: '2026-01-05', legalStatus: 'sentenced' };
    const enrolment = { centre: 'CAR-AGA', enrolledOn: '2026-02-01', agreedOn: '2026-02-01' };
    await send(`custodies/${person.id}/record-admission`, admission, officer);
    await send(`cases/${person.id}/enrol-inmate`, enrolment, officer);
    await send(`cases/${person.id}/record-skill`, { trade: 'sewing', level: 'skilled' }, officer);
    await send(`cases/${person.id}/record-wish`, { trade: 'sewing', rank: 1 }, officer);
    const position = await send(
      `projects/${project}/propose-project`,
      {
        beneficiaryId: person.id,
        trade: 'sewing',
        title: 'Atelier',
        province: 'MA-GUE',
        budgetCentimes: 100,
        funding: [{ source: 'own', amountCentimes: 100 }],
      },
      ['project-officer', '*'],
    );
    const asks = async (unit: string) => {
      await workplace.idmaj.views.waitFor('people', position, 5_000);
      const address = `/v1/projects/${project}?position=${position}`;
      return (await workplace.ask(address, { as: ['social-worker', unit] })).statusCode;
    };
    expect([await asks('MA-GUE'), await asks('MA-LAA'), await asks('MA-OUD')]).toEqual([200, 200, 404]);
  });

  it.each([
    ['observer', 'beneficiaries', 403],
    ['observer', 'projects', 403],
    ['observer', 'indicators', 200],
    ['administrator', 'beneficiaries', 403],
    ['administrator', 'indicators', 403],
    ['partner', 'cases', 403],
    ['committee-member', 'beneficiaries', 403],
    ['committee-member', 'projects', 200],
    ['finance', 'agreements', 200],
    ['finance', 'beneficiaries', 403],
    ['data-protection-officer', 'cases', 403],
    ['auditor', 'custodies', 200],
    ['general-coordinator', 'cases', 200],
  ])('%s asking for %s hears %d', async (role, what, status) => {
    expect((await workplace.ask(`/v1/${what}`, { as: [role, '*'] })).statusCode).toBe(status);
    expect((await workplace.ask(`/v1/${what}`)).statusCode).toBe(401);
  });

  it('is noted with whom the answer tells about, before it leaves', async () => {
    const noted: object[] = [];
    const watched = await openApiWorkplace({}, (idmaj) => ({
      ...idmaj,
      readings: {
        record: async (reading: object) => {
          noted.push(reading);
        },
      },
    }));
    const { id, position } = await registerSomeone(watched);
    const correlationId = randomUUID();
    await watched.ask(`/v1/beneficiaries?q=amina&position=${position}`, {
      as: worker,
      headers: { 'x-correlation-id': correlationId },
    });
    await watched.ask(`/v1/beneficiaries/${randomUUID()}`, { as: worker });
    expect(noted).toEqual([
      { actor: expect.objectContaining({ id: 'amina' }), what: 'beneficiaries', people: [id], correlationId },
    ]);
    await watched.close();
  });

  it('hears nothing where the note could not be made', async () => {
    const failing = await openApiWorkplace({}, (idmaj) => ({
      ...idmaj,
      readings: { record: () => Promise.reject(new Error('no space')) },
    }));
    const { id, position } = await registerSomeone(failing);
    const response = await failing.ask(`/v1/beneficiaries/${id}?position=${position}`, { as: worker });
    expect(response.json()).toMatchObject({ status: 500, code: 'service.failed' });
    expect(response.body).not.toContain('Idrissi');
    await failing.close();
  });
});
