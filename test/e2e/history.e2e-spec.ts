import type { ReadRecord } from '#libs/access';
import { randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { type ApiWorkplace, openApiWorkplace, registerSomeone } from './api-workplace.ts';

const auditor = ['auditor', '*', 'fatima'] as const;
const officer = ['prison-officer', 'MA-LAA', 'hassan'] as const;

interface Item {
  readonly type: string;
  readonly text: string;
  readonly changes: readonly object[];
}

describe('the auditor asks', () => {
  let workplace: ApiWorkplace;
  let malika: string;
  const readings: ReadRecord[] = [];
  let recording = true;
  beforeAll(async () => {
    const record = async (reading: ReadRecord) => {
      if (!recording) throw new Error('The disk is full.');
      readings.push(reading);
    };
    workplace = await openApiWorkplace({}, (idmaj) => Object.assign(idmaj, { readings: { record } }));
    malika = (await registerSomeone(workplace)).id;
    const send = async (command: string, fields: object) => {
      const response = await workplace.send(`/v1/custodies/${malika}/${command}`, fields, { as: officer });
      expect(response.statusCode).toBe(201);
    };
    const admission = { kind: 'prison', establishment: 'LAAYOUNE', admittedOn: '2026-01-10', legalStatus: 'sentenced' };
    await send('record-admission', admission);
    await send('record-release', { releasedOn: '2026-02-12', reason: 'royal-pardon' });
  });
  afterAll(() => workplace.close());
  const ask = (address: string, as: readonly [string, string, string?] = auditor, language = 'en') =>
    workplace.ask(`/v1/history/${address}`, { as, headers: { 'accept-language': language } });

  it('what happened to her, and reads it in the language asked for', async () => {
    const response = await ask(malika, auditor, 'fr');
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'content-language': 'fr', 'cache-control': 'no-store' });
    const { items } = response.json() as { items: Item[] };
    expect(items.map(({ type }) => type)).toEqual(['BeneficiaryRegistered', 'AdmissionRecorded', 'ReleaseRecorded']);
    expect(items[2]).toMatchObject({
      text: 'Sortie le 12 février 2026 : grâce royale.',
      stream: `custody-${malika}`,
      actor: { id: 'hassan', role: 'prison-officer', unit: 'MA-LAA' },
      command: 'record-release',
      changes: expect.arrayContaining([{ field: 'inside', from: true, to: false }]),
    });
  });

  it('a page at a time, and a cursor only fits its own question', async () => {
    const first = (await ask(`${malika}?limit=2`)).json() as { items: Item[]; next: string };
    expect(first.items).toHaveLength(2);
    const rest = (await ask(`${malika}?limit=2&cursor=${first.next}`)).json() as { items: Item[]; next?: string };
    expect(rest.items.map(({ type }) => type)).toEqual(['ReleaseRecorded']);
    expect(rest.next).toBeUndefined();
    const other = await ask(`${malika}?kinds=custody&cursor=${first.next}`);
    expect([other.statusCode, other.json().code]).toEqual([400, 'query.bad-cursor']);
  });

  it('how she stood on a day', async () => {
    const inside = async (question: string) => (await ask(`${malika}/state?${question}`)).json().custody?.inside;
    expect(await inside('asOf=2026-02-11')).toBe(true);
    expect(await inside('asOf=2026-02-12')).toBe(false);
    const before = (await ask(`${malika}/state?knownAt=2026-01-01T00:00:00Z`)).json() as object;
    expect(before).toEqual({ beneficiary: null, custody: null, case: null, projects: [] });
  });

  it('what one command set in motion', async () => {
    const { items } = (await ask(malika)).json() as { items: { correlationId: string }[] };
    const response = await ask(`correlations/${items[2]?.correlationId}`);
    expect(response.json()).toMatchObject({ events: 1, items: [{ type: 'ReleaseRecorded', subjects: [malika] }] });
    expect((await ask(`correlations/${randomUUID()}`)).statusCode).toBe(404);
  });

  it('for everything that is held, in one file', async () => {
    const headers = { authorization: `Bearer ${await workplace.token(...auditor)}` };
    const response = await fetch(`${workplace.origin}/v1/history/${malika}/export`, { headers });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="history-${malika}.zip"`,
    });
    const lines = firstFileIn(Buffer.from(await response.arrayBuffer()))
      .trim()
      .split('\n');
    const records = lines.map((line) => JSON.parse(line) as { record: string; type?: string; data?: object });
    expect(records.map(({ record }) => record)).toEqual(['export', 'state', 'event', 'event', 'event']);
    expect(records[4]?.data).toMatchObject({ releasedOn: '2026-02-12', reason: 'royal-pardon' });
  });

  it('about somebody nobody knows, and finds nothing', async () => {
    for (const address of [randomUUID(), `${randomUUID()}/state`, `${randomUUID()}/export`]) {
      const response = await ask(address);
      expect([response.statusCode, response.json().code]).toEqual([404, 'request.not-found']);
    }
  });

  it.each([
    ['limit=0', 'limit', 'min'],
    ['limit=501', 'limit', 'max'],
    ['asOf=2026-02-30', 'asOf', 'isLocalDate'],
    ['knownAt=yesterday', 'knownAt', 'isInstant'],
    ['kinds=custody,claims', 'kinds', 'isIn'],
  ])('badly, with %s, and is told which parameter', async (question, field, code) => {
    const response = await ask(`${malika}?${question}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'query.bad-parameter', errors: [{ field, code }] });
  });

  it.each(['social-worker', 'centre-manager', 'partner', 'observer', 'administrator', 'data-steward'])(
    'but a %s may not',
    async (role) => {
      for (const address of [malika, `${malika}/state`, `${malika}/export`, `correlations/${randomUUID()}`]) {
        expect((await ask(address, [role, '*'])).statusCode).toBe(403);
      }
    },
  );

  it('and the data-protection officer within their unit', async () => {
    const officerOf = (unit: string) => ['data-protection-officer', unit, 'nadia'] as const;
    expect((await ask(malika, officerOf('MA-LAA'))).statusCode).toBe(200);
    expect((await ask(malika, officerOf('MA-OUD'))).statusCode).toBe(404);
    expect((await ask(malika, officerOf('*'))).statusCode).toBe(200);
  });

  it('and the asking is on record before the answer leaves, or there is none', async () => {
    readings.length = 0;
    await ask(malika);
    expect(readings).toEqual([
      {
        actor: { id: 'fatima', role: 'auditor', unit: '*' },
        what: 'history',
        people: [malika],
        correlationId: expect.any(String),
      },
    ]);
    recording = false;
    const response = await ask(malika);
    recording = true;
    expect(response.statusCode).toBeGreaterThanOrEqual(500);
    expect(response.body).not.toContain('custody');
  });

  it('and the address is described', async () => {
    const { paths } = (await workplace.ask('/openapi.json')).json() as { paths: Record<string, object> };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['', '/state', '/export'].map((rest) => `/v1/history/{id}${rest}`)),
    );
  });
});

/** The first file of a ZIP. */
function firstFileIn(zip: Buffer): string {
  const packed = zip.readUInt32LE(18);
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  return inflateRawSync(zip.subarray(start, start + packed)).toString('utf8');
}
