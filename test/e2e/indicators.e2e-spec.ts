import { Ajv2020 } from 'ajv/dist/2020.js';
import { randomUUID } from 'node:crypto';
import { type ApiWorkplace, openApiWorkplace, registration } from './api-workplace.ts';

const officer = ['prison-officer', 'MA-LAA'] as const;

describe('the indicators of a year', () => {
  let place: ApiWorkplace;
  let position = '';
  beforeAll(async () => {
    place = await openApiWorkplace();
    for (let one = 0; one < 11; one++) await enrolledOn('2026-01-15', { sex: 'male' });
    for (let one = 0; one < 3; one++) await enrolledOn('2026-02-15', { sex: 'female' });
    for (let one = 0; one < 2; one++) await enrolledOn('2025-11-15', { sex: 'male' });
    const mistaken = await enrolledOn('2025-11-16', { sex: 'female' });
    await send(`custodies/${mistaken}/record-release`, { releasedOn: '2026-02-01', reason: 'acquittal' });
    await send(`custodies/${mistaken}/void-release`, { because: 'Erreur' }, ['data-steward', '*']);
  });
  afterAll(() => place.close());

  async function send(address: string, fields: object, who: readonly [string, string] = officer): Promise<void> {
    const answer = await place.send(`/v1/${address}`, fields, { as: who });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    position = answer.json().position;
  }

  async function enrolledOn(enrolledOn: string, fields: object): Promise<string> {
    const id = randomUUID();
    await send(`beneficiaries/${id}/register-beneficiary`, { ...registration, birthDate: '1991-04-12', ...fields });
    const admission = { kind: 'prison', establishment: 'LAAYOUNE', admittedOn: '2025-01-10', legalStatus: 'sentenced' };
    await send(`custodies/${id}/record-admission`, admission);
    await send(`cases/${id}/enrol-inmate`, { centre: 'CAR-AGA', enrolledOn, agreedOn: enrolledOn });
    return id;
  }

  const ask = async (parameters: string, role: string, unit = '*') =>
    (await place.ask(`/v1/indicators?${parameters}&position=${position}`, { as: [role, unit] })).json();
  const cell = (sex: string, enrolled: number | null) =>
    expect.objectContaining({ province: 'MA-LAA', sex, ageGroup: '25-39', enrolled }) as object;

  it('count who was enrolled in it, a voided release nowhere, and twice the year before as its aim', async () => {
    const { items, totals } = await ask('year=2026', 'auditor');
    expect(items).toHaveLength(2);
    expect(items).toEqual(expect.arrayContaining([cell('male', 11), cell('female', 3)]));
    expect(totals).toMatchObject({ enrolled: 14, released: 0, reached: 14, doublingTarget: 6 });
  });

  it('tell an observer nothing that stands on fewer than ten people, in no cell and by no subtraction', async () => {
    const { items, totals } = await ask('year=2026', 'observer');
    expect(items).toEqual(expect.arrayContaining([cell('male', 11), cell('female', null)]));
    expect(totals).toMatchObject({ enrolled: 11, reached: 11, doublingTarget: 0 });
    expect(await ask('year=2026&province=MA-LAA', 'observer')).toEqual({ items, totals });
  });

  it('tell small numbers to those who may read the people behind them', async () => {
    const own = await ask('year=2026&province=MA-LAA', 'social-worker', 'MA-LAA');
    expect(own.items).toContainEqual(cell('female', 3));
    const others = await ask('year=2026&province=MA-LAA', 'social-worker', 'MA-OUD');
    expect(others.items).toContainEqual(cell('female', null));
  });

  it('are empty for a province and for a year in which nothing happened', async () => {
    expect(await ask('year=2026&province=MA-OUD', 'auditor')).toMatchObject({ items: [], totals: { reached: 0 } });
    expect(await ask('year=2019', 'auditor')).toMatchObject({ items: [], totals: { reached: 0, doublingTarget: 0 } });
  });

  it('are as their description says, also where small numbers are not told', async () => {
    const schemas = (await place.ask('/openapi.json')).json().components.schemas as Record<string, object>;
    const isAsDescribed = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schemas['indicators'] ?? {});
    for (const role of ['auditor', 'observer']) {
      const answer = await ask('year=2026', role);
      expect(answer.items).toHaveLength(2);
      isAsDescribed(answer);
      expect(isAsDescribed.errors).toBeNull();
      expect(Object.keys(answer.totals).toSorted()).toEqual(namesIn(schemas['indicators']));
    }
  });
});

function namesIn(schema: object | undefined): readonly string[] {
  const { properties } = schema as { properties: { totals: { properties: object } } };
  return Object.keys(properties.totals.properties).toSorted();
}
