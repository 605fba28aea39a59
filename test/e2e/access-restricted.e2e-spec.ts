import type { SetClock } from '#libs/kernel';
import { randomUUID } from 'node:crypto';
import { type ApiWorkplace, openApiWorkplace, registerSomeone, TODAY, worker } from './api-workplace.ts';

const officer = ['data-protection-officer', '*', 'youssef'] as const;
const auditor = ['auditor', '*', 'nadia'] as const;
const coordinator = ['general-coordinator', '*', 'leila'] as const;
const manager = ['centre-manager', 'MA-LAA', 'brahim'] as const;
const otherManager = ['centre-manager', 'MA-LAA', 'omar'] as const;
const atTheCentre = ['social-worker', 'CAR-AGA', 'salma'] as const;
const steward = ['data-steward', '*', 'rachid'] as const;
const MINUTE = 60_000;

type As = readonly [string, string, string];

/** A case at CAR-AGA of somebody who lives in Laâyoune, with a project, restricted to the people of CAR-AGA. */
class Restricted {
  private constructor(
    readonly workplace: ApiWorkplace,
    readonly id: string,
    readonly projectId: string,
  ) {}

  static async begin(): Promise<Restricted> {
    const workplace = await openApiWorkplace();
    const { id } = await registerSomeone(workplace);
    const restricted = new Restricted(workplace, id, randomUUID());
    const admission = { kind: 'prison', establishment: 'LAAYOUNE', admittedOn: '2026-01-04', legalStatus: 'sentenced' };
    await restricted.must('custodies', 'record-admission', admission, ['prison-officer', 'MA-LAA', 'hassan']);
    const enrolment = { centre: 'CAR-AGA', enrolledOn: '2026-01-20', agreedOn: '2026-01-19' };
    await restricted.must('cases', 'enrol-inmate', enrolment, worker);
    await restricted.must('cases', 'record-skill', { trade: 'sewing', level: 'skilled' }, worker);
    await restricted.must('cases', 'record-wish', { trade: 'sewing', rank: 1 }, worker);
    const proposal = {
      ...{ beneficiaryId: id, trade: 'sewing', title: 'Couture', province: 'MA-LAA', budgetCentimes: 100 },
      funding: [{ source: 'own', amountCentimes: 100 }],
    };
    await restricted.send(`projects/${restricted.projectId}/propose-project`, proposal, ['project-officer', '*', 'p']);
    return restricted;
  }

  get clock(): SetClock {
    return this.workplace.clock as SetClock;
  }

  async send(address: string, fields: object, as: As) {
    return this.workplace.send(`/v1/${address}`, fields, { as });
  }

  async must(plural: string, command: string, fields: object, as: As): Promise<void> {
    const response = await this.send(`${plural}/${this.id}/${command}`, fields, as);
    if (response.statusCode !== 201) throw new Error(`${command}: ${response.body}`);
    await this.seen();
  }

  async restrict(units: readonly string[] = ['CAR-AGA'], until = '2026-03-31'): Promise<void> {
    const fields = { reason: 'Her husband works in Laâyoune.', until, units };
    await this.must('beneficiaries', 'restrict-visibility', fields, officer);
  }

  /** What was recorded is in every read model. */
  async seen(): Promise<void> {
    const head = await this.workplace.idmaj.events.head();
    for (const name of ['people', 'projects', 'access-alerts'])
      await this.workplace.idmaj.views.waitFor(name, head, 5_000);
  }

  async status(address: string, as: As): Promise<number> {
    return (await this.workplace.ask(`/v1/${address}`, { as })).statusCode;
  }

  async ids(address: string, as: As): Promise<string[]> {
    const response = await this.workplace.ask(`/v1/${address}`, { as });
    return response.json().items.map(({ id }: { id: string }) => id);
  }

  /** Whether somebody finds the person by every way there is; the ways agree. */
  async isShownTo(as: As): Promise<boolean> {
    const ways = [
      (await this.status(`beneficiaries/${this.id}`, as)) === 200,
      (await this.ids('beneficiaries?q=amina', as)).includes(this.id),
      (await this.status(`cases/${this.id}`, as)) === 200,
      (await this.ids('cases?open=true', as)).includes(this.id),
      (await this.status(`custodies/${this.id}`, as)) === 200,
      (await this.status(`projects/${this.projectId}`, as)) === 200,
      (await this.ids('projects', as)).includes(this.projectId),
    ];
    expect(new Set(ways).size).toBe(1);
    return ways[0] ?? false;
  }
}

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
    await restricted.must('beneficiaries', 'lift-restriction', { because: 'He moved away.' }, officer);
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

describe('breaking the glass', () => {
  let restricted: Restricted;
  const reason = 'She stands at the door and asks for help.';
  beforeEach(async () => {
    restricted = await Restricted.begin();
    await restricted.restrict();
  });
  afterEach(async () => {
    await restricted.workplace.close();
  });
  const open = (as: As) => restricted.send(`beneficiaries/${restricted.id}/open-restricted-file`, { reason }, as);

  it('opens the file for three hours to who did it, for reading and for work', async () => {
    expect(await restricted.isShownTo(manager)).toBe(false);
    expect((await open(manager)).statusCode).toBe(201);
    await restricted.seen();
    expect(await restricted.isShownTo(manager)).toBe(true);
    expect(await restricted.isShownTo(otherManager)).toBe(false);
    expect((await restricted.send(`cases/${restricted.id}/write-note`, { text: 'Came.' }, manager)).statusCode).toBe(
      201,
    );
    restricted.clock.advance(180 * MINUTE - 1);
    expect(await restricted.isShownTo(manager)).toBe(true);
    restricted.clock.advance(1);
    expect(await restricted.isShownTo(manager)).toBe(false);
    const late = await restricted.send(`cases/${restricted.id}/write-note`, { text: 'Left.' }, manager);
    expect(late.statusCode).toBe(404);
    expect((await open(manager)).statusCode).toBe(201);
    await restricted.seen();
    expect(await restricted.isShownTo(manager)).toBe(true);
  });

  it('shows in the history and in the protection officer’s list', async () => {
    await open(manager);
    const history = (await restricted.workplace.ask(`/v1/history/${restricted.id}`, { as: auditor })).json();
    expect(history.items.at(-1)).toMatchObject({
      type: 'RestrictedFileOpened',
      actor: { id: 'brahim', role: 'centre-manager', unit: 'MA-LAA' },
      text: `The restricted file was opened by exception for three hours. Reason: ${reason}`,
    });
    const alerts = await restricted.workplace.ask('/v1/access/alerts', { as: officer });
    expect(alerts.json().items).toEqual([
      {
        recordedAt: TODAY,
        beneficiaryId: restricted.id,
        actor: { id: 'brahim', role: 'centre-manager', unit: 'MA-LAA' },
        reason,
        openUntil: '2026-03-02T13:00:00.000Z',
        correlationId: expect.any(String),
      },
    ]);
  });

  it('is nothing for a social worker, for another province, or for a file that is open', async () => {
    expect((await open(worker)).json().code).toBe('auth.forbidden');
    expect((await open(['centre-manager', 'MA-OUD', 'far'])).json().code).toBe('request.not-found');
    expect((await open(['centre-manager', 'CAR-AGA', 'near'])).json().code).toBe('beneficiary.file-already-open');
    const { id } = await registerSomeone(restricted.workplace);
    const response = await restricted.send(`beneficiaries/${id}/open-restricted-file`, { reason }, manager);
    expect(response.json()).toMatchObject({ status: 409, code: 'beneficiary.not-restricted' });
    expect((await restricted.workplace.ask('/v1/access/alerts', { as: officer })).json().items).toEqual([]);
  });

  it('is over when the restriction is said anew', async () => {
    await open(manager);
    await restricted.restrict(['CAR-AGA'], '2026-12-31');
    expect(await restricted.isShownTo(manager)).toBe(false);
  });
});
