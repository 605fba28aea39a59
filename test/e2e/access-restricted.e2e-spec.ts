import { randomUUID } from 'node:crypto';
import { registerSomeone, worker } from './api-workplace.ts';
import { atTheCentre, auditor, coordinator, manager, officer, Restricted, steward } from './restricted-person.ts';

describe('a restricted person', () => {
  let restricted: Restricted;
  beforeEach(async () => {
    restricted = await Restricted.begin();
  });
  afterEach(async () => {
    await restricted.workplace.close();
  });

  it('is there for the named units and those who watch over the files, and for nobody else', async () => {
    expect(await restricted.isShownTo(worker)).toBe(true);
    await restricted.restrict();
    for (const as of [worker, manager, ['regional-coordinator', 'MA-11', 'z'] as const]) {
      expect(await restricted.isShownTo(as)).toBe(false);
    }
    expect(await restricted.isShownTo(atTheCentre)).toBe(true);
    expect(await restricted.isShownTo(auditor)).toBe(true);
    expect(await restricted.isShownTo(coordinator)).toBe(true);
    expect(await restricted.status(`beneficiaries/${restricted.id}`, officer)).toBe(200);
    expect(await restricted.status(`beneficiaries/${restricted.id}`, steward)).toBe(404);
    const list = await restricted.workplace.ask('/v1/beneficiaries', { as: worker });
    expect(list.json()).toEqual({ items: [] });
  });

  it('is named in no record of readings that did not show her', async () => {
    await restricted.restrict();
    await restricted.ids('beneficiaries', worker);
    await restricted.ids('projects', worker);
    const events = await restricted.workplace.idmaj.events.readAll('', 1_000);
    expect(events.filter(({ type }) => type === 'FileRead')).toEqual([]);
  });

  it('takes no command from who may not see her', async () => {
    await restricted.restrict();
    const before = await restricted.workplace.events();
    const { id, projectId } = restricted;
    const move = { province: 'MA-TIZ', since: '2026-02-01' };
    const proposal = {
      ...{ beneficiaryId: id, trade: 'sewing', title: 'Couture', province: 'MA-LAA', budgetCentimes: 100 },
      funding: [{ source: 'own', amountCentimes: 100 }],
    };
    const answers = [
      await restricted.send(`beneficiaries/${id}/change-residence`, move, worker),
      await restricted.send(`cases/${id}/write-note`, { text: 'Seen.' }, worker),
      await restricted.send(`beneficiaries/${id}/record-death`, { diedOn: '2026-03-01' }, steward),
      await restricted.send(`projects/${projectId}/withdraw-project`, { because: 'No.' }, [
        'project-officer',
        '*',
        'p',
      ]),
      await restricted.send(`projects/${randomUUID()}/propose-project`, proposal, ['project-officer', '*', 'p']),
    ];
    expect(answers.map((answer) => answer.json().code)).toEqual(Array(5).fill('request.not-found'));
    expect(await restricted.workplace.events()).toBe(before);
    expect((await restricted.send(`cases/${id}/write-note`, { text: 'Seen.' }, atTheCentre)).statusCode).toBe(201);
  });

  it('is there again when the restriction is lifted', async () => {
    await restricted.restrict();
    await restricted.must(`beneficiaries/${restricted.id}/lift-restriction`, { because: 'He moved away.' }, officer);
    expect(await restricted.isShownTo(worker)).toBe(true);
  });

  it('is there again on the day after the last', async () => {
    await restricted.restrict(['CAR-AGA'], '2026-03-02');
    expect(await restricted.isShownTo(worker)).toBe(false);
    restricted.clock.set('2026-03-02T23:59:59.999Z');
    expect(await restricted.isShownTo(['social-worker', 'MA-LAA', 'late'])).toBe(false);
    restricted.clock.set('2026-03-03T00:00:00.000Z');
    expect(await restricted.isShownTo(['social-worker', 'MA-LAA', 'early'])).toBe(true);
  });

  it('makes pages neither shorter nor longer', async () => {
    const registered: string[] = [];
    for (let n = 0; n < 8; n++) registered.push((await registerSomeone(restricted.workplace)).id);
    const [first = '', ...others] = registered.toSorted();
    const last = others.pop() ?? '';
    const fields = { reason: 'So.', until: '2026-03-31', units: ['CAR-AGA'] };
    for (const id of [first, last]) await restricted.send(`beneficiaries/${id}/restrict-visibility`, fields, officer);
    await restricted.restrict();
    for (const limit of [1, 2, 3, 6, 7]) {
      const pages: string[][] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const address: string = `/v1/beneficiaries?limit=${limit}${cursor && `&cursor=${cursor}`}`;
        const { items, next } = (await restricted.workplace.ask(address, { as: worker })).json();
        pages.push(items.map(({ id }: { id: string }) => id));
        cursor = next;
      }
      expect(pages.flat()).toEqual(others);
      expect(pages.map(({ length }) => length)).toEqual(
        Array.from({ length: Math.ceil(6 / limit) }, (_, page) => Math.min(limit, 6 - page * limit)),
      );
    }
  });

  it('is restricted by the protection officer alone', async () => {
    const fields = { reason: 'So.', until: '2026-03-31', units: ['CAR-AGA'] };
    for (const as of [manager, coordinator, auditor, steward]) {
      const response = await restricted.send(`beneficiaries/${restricted.id}/restrict-visibility`, fields, as);
      expect(response.json().code).toBe('auth.forbidden');
    }
    const wrong = { reason: '', until: 'soon', units: ['*', 'CAR-XXX'] };
    const response = await restricted.send(`beneficiaries/${restricted.id}/restrict-visibility`, wrong, officer);
    expect(response.json().errors.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(['reason', 'until']),
    );
    expect(response.body).toContain('units');
  });
});
