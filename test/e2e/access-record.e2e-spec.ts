import { type Idmaj, openIdmaj } from '#libs/assembly';
import { type RecordedEvent } from '#libs/event-store';
import { Problem, readConfiguration } from '#libs/kernel';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Reader } from '../support/spawn-reader.ts';
import { type ApiWorkplace, openApiWorkplace, registerSomeone, worker } from './api-workplace.ts';

const auditor = ['auditor', '*', 'nadia'] as const;
const officer = ['data-protection-officer', '*', 'youssef'] as const;

async function readingsIn({ events }: Pick<Idmaj, 'events'>): Promise<RecordedEvent[]> {
  return (await events.readAll('', 100_000)).filter(({ type }) => type === 'FileRead');
}

describe('an answer that tells about people', () => {
  let workplace: ApiWorkplace;
  beforeEach(async () => {
    workplace = await openApiWorkplace();
  });
  afterEach(async () => {
    await workplace.close();
  });

  it('is on record with who, what, whom, why and which request', async () => {
    const { id, position } = await registerSomeone(workplace);
    const correlation = randomUUID();
    const headers = { 'x-correlation-id': correlation, 'x-purpose': encodeURIComponent('زيارة منزلية') };
    await workplace.ask(`/v1/beneficiaries/${id}?position=${position}`, { as: worker, headers });
    const [event] = await readingsIn(workplace.idmaj);
    expect(event?.data).toEqual({ what: 'beneficiaries/{id}', purpose: 'زيارة منزلية' });
    expect(event?.metadata).toMatchObject({
      actor: { id: 'amina', role: 'social-worker', unit: 'MA-LAA' },
      subjects: [id],
      correlationId: correlation,
      channel: 'http',
      command: 'read',
    });
  });

  it('is one record for a list, which names everyone in it; nobody there, no record', async () => {
    const one = await registerSomeone(workplace);
    const other = await registerSomeone(workplace);
    await workplace.ask(`/v1/beneficiaries?q=amina&position=${other.position}`, { as: worker });
    await workplace.ask('/v1/beneficiaries?q=nobody', { as: worker });
    await workplace.ask(`/v1/beneficiaries/${randomUUID()}`, { as: worker });
    await workplace.ask('/v1/indicators', { as: worker });
    const readings = await readingsIn(workplace.idmaj);
    expect(readings.map(({ metadata }) => (metadata['subjects'] as string[]).toSorted())).toEqual([
      [one.id, other.id].toSorted(),
    ]);
    expect(JSON.stringify(readings)).not.toMatch(/q=|Idrissi/);
  });

  it('is on record for the auditor, too', async () => {
    const { id, position } = await registerSomeone(workplace);
    await workplace.ask(`/v1/beneficiaries/${id}?position=${position}`, { as: auditor });
    await workplace.ask(`/v1/history/${id}`, { as: auditor });
    const readings = await readingsIn(workplace.idmaj);
    expect(readings.map(({ metadata }) => metadata['actor'])).toEqual(
      Array(2).fill({ id: 'nadia', role: 'auditor', unit: '*' }),
    );
  });

  it('is no part of the person’s history', async () => {
    const { id, position } = await registerSomeone(workplace);
    for (let n = 0; n < 5; n++) {
      await workplace.ask(`/v1/beneficiaries/${id}?position=${position}`, { as: worker });
    }
    const history = await workplace.ask(`/v1/history/${id}`, { as: auditor });
    expect(history.json().items.map(({ type }: { type: string }) => type)).toEqual(['BeneficiaryRegistered']);
  });

  it.each(['%', '', '%00', 'a'.repeat(201), encodeURIComponent('\u202eevil')])(
    'is not given for a purpose like “%s”',
    async (purpose) => {
      const { id, position } = await registerSomeone(workplace);
      const headers = { 'x-purpose': purpose };
      const response = await workplace.ask(`/v1/beneficiaries/${id}?position=${position}`, { as: worker, headers });
      expect(response.json()).toMatchObject({ status: 400, code: 'request.bad-purpose' });
      expect(await readingsIn(workplace.idmaj)).toEqual([]);
    },
  );

  it('does not leave where the record cannot be kept', async () => {
    const { id, position } = await registerSomeone(workplace);
    const readable = await workplace.ask(`/v1/beneficiaries/${id}?position=${position}`, { as: worker });
    expect(readable.statusCode).toBe(200);
    await workplace.idmaj.events.close();
    for (const address of [`/v1/beneficiaries/${id}`, '/v1/beneficiaries', `/v1/history/${id}`]) {
      const response = await workplace.ask(address, { as: address.includes('history') ? auditor : worker });
      expect(response.json()).toMatchObject({ status: 503, code: 'service.unavailable' });
      expect(response.body).not.toMatch(/Idrissi|birthDate/);
    }
  });
});

describe('a recorder that fails', () => {
  let workplace: ApiWorkplace;
  beforeAll(async () => {
    const failing = { record: () => Promise.reject(new Problem('service.unavailable')) };
    workplace = await openApiWorkplace({}, (idmaj) => ({ ...idmaj, readings: failing }));
  });
  afterAll(async () => {
    await workplace.close();
  });

  it('lets no answer about people out, whichever door it would leave by', async () => {
    const { id, position } = await registerSomeone(workplace);
    await workplace.idmaj.views.waitFor('people', position, 5_000);
    const addresses = [
      `/v1/beneficiaries/${id}`,
      '/v1/beneficiaries',
      `/v1/history/${id}`,
      `/v1/history/${id}/state`,
      `/v1/history/${id}/export`,
      `/v1/access/${id}`,
    ];
    for (const address of addresses) {
      const response = await workplace.ask(address, { as: auditor });
      expect([address, response.statusCode, response.body.includes('Idrissi')]).toEqual([address, 503, false]);
    }
  });
});

describe('a process that is killed right after an answer', () => {
  it('has left the record of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'idmaj-read-'));
    const reader = new Reader(folder);
    await reader.until(() => reader.answered.length >= 50);
    await reader.kill();
    const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder }));
    const kept = (await readingsIn(idmaj)).flatMap(({ metadata }) => metadata['subjects'] as string[]);
    expect(reader.answered.filter((person) => !kept.includes(person))).toEqual([]);
    await idmaj.close();
    await rm(folder, { recursive: true });
  });
});

describe('who saw a file', () => {
  let workplace: ApiWorkplace;
  let id: string;
  beforeAll(async () => {
    workplace = await openApiWorkplace();
    const someone = await registerSomeone(workplace);
    id = someone.id;
    const headers = { 'x-purpose': 'First visit' };
    await workplace.ask(`/v1/beneficiaries/${id}?position=${someone.position}`, { as: worker, headers });
    await workplace.ask('/v1/beneficiaries', { as: ['centre-manager', 'MA-LAA', 'brahim'] });
    await workplace.ask('/v1/beneficiaries', { as: auditor });
  });
  afterAll(async () => {
    await workplace.close();
  });
  const seen = async (address: string) => (await workplace.ask(address, { as: officer })).json();

  it('is told newest first, complete up to the question', async () => {
    const { items } = await seen(`/v1/access/${id}`);
    expect(items.map((item: { actor: { id: string } }) => item.actor.id)).toEqual(['nadia', 'brahim', 'amina']);
    expect(items[2]).toEqual({
      position: expect.any(String),
      recordedAt: '2026-03-02T10:00:00.000Z',
      actor: { id: 'amina', role: 'social-worker', unit: 'MA-LAA' },
      what: 'beneficiaries/{id}',
      purpose: 'First visit',
      channel: 'http',
      correlationId: expect.any(String),
      told: 1,
    });
  });

  it('is told a page at a time, without a gap', async () => {
    const first = await seen(`/v1/access/${id}?limit=2`);
    const second = await seen(`/v1/access/${id}?limit=2&cursor=${first.next}`);
    // The first page was a reading itself, newer than where the second one goes on.
    const actors = [...first.items, ...second.items].map((item: { actor: { id: string } }) => item.actor.id);
    expect(actors).toEqual(expect.arrayContaining(['nadia', 'brahim', 'amina']));
    expect(new Set([...first.items, ...second.items].map(({ position }) => position)).size).toBe(actors.length);
  });

  it('is on record itself', async () => {
    await seen(`/v1/access/${id}`);
    const [last] = (await seen(`/v1/access/${id}?limit=1`)).items;
    expect(last).toMatchObject({ actor: { id: 'youssef', role: 'data-protection-officer' }, what: 'access/{id}' });
  });

  it('is also told by who looked, with whom they saw', async () => {
    const { items } = await seen('/v1/access?actor=amina');
    expect(items).toMatchObject([{ actor: { id: 'amina' }, what: 'beneficiaries/{id}', people: [id] }]);
    const [last] = (await seen(`/v1/access/${id}?limit=1`)).items;
    expect(last).toMatchObject({ what: 'access', actor: { id: 'youssef' } });
    expect((await seen('/v1/access?actor=am')).items).toEqual([]);
  });

  it('is for those who watch over it, and for nobody else', async () => {
    const roles = ['social-worker', 'centre-manager', 'regional-coordinator', 'data-steward', 'administrator'];
    for (const role of [...roles, 'observer', 'partner']) {
      for (const address of [`/v1/access/${id}`, '/v1/access?actor=amina', '/v1/access/alerts']) {
        const response = await workplace.ask(address, { as: [role, '*'] });
        expect([role, address, response.json().code]).toEqual([role, address, 'auth.forbidden']);
      }
    }
    for (const role of ['auditor', 'general-coordinator', 'data-protection-officer']) {
      expect((await workplace.ask(`/v1/access/${id}`, { as: [role, 'MA-OUD'] })).statusCode).toBe(200);
    }
  });

  it('says what is wrong with the question', async () => {
    expect(await seen('/v1/access')).toMatchObject({ status: 400, errors: [{ field: 'actor' }] });
    expect(await seen(`/v1/access/${id}?limit=0`)).toMatchObject({ status: 400, errors: [{ field: 'limit' }] });
    expect(await seen(`/v1/access/${id}?cursor=x`)).toMatchObject({ status: 400, code: 'query.bad-cursor' });
    expect(await seen(`/v1/access/${randomUUID()}`)).toMatchObject({ status: 404 });
    expect(await seen('/v1/access/alerts')).toEqual({ items: [] });
  });
});
