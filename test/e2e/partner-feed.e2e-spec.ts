import { LifePlanAgreed, PartnerResumed, PartnerRevoked, PartnerSuspended, VisibilityRestricted } from '#libs/casework';
import { SUBJECT_WITHDRAWN, WITHHELD } from '#libs/partner-feed';
import { randomUUID } from 'node:crypto';
import { FeedConnections } from '../../apps/api/src/feed/feed-connections.ts';
import { type SentEvent, StreamReader } from '../support/feed-reader.ts';
import { PURPOSE } from '../support/feed-workplace.ts';
import { type FeedWorkplace, openFeedWorkplace } from './partner-feed-workplace.ts';

let workplace: FeedWorkplace;
let facts: FeedWorkplace['facts'];
let numbering: FeedWorkplace['numbering'];
let partner: string;
let person: string;
const readers: StreamReader[] = [];

beforeAll(async () => {
  workplace = await openFeedWorkplace();
  ({ facts, numbering } = workplace);
});
afterAll(() => workplace.close());
beforeEach(async () => {
  partner = randomUUID();
  person = randomUUID();
  await facts.partner(partner);
  await facts.person(person);
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});

const as = (id = partner) => ({ as: ['partner', '*', id] as const });
const plan = LifePlanAgreed({ agreedOn: '2026-03-01', goals: [] });
async function agreesOnPlans(count: number, whose = person): Promise<void> {
  for (let n = 0; n < count; n++) await facts.happened(`case-${whose}`, plan);
  await settled();
}
async function settled(): Promise<void> {
  await numbering.caughtUpTo(await workplace.idmaj.events.head());
}
async function pulled(after = 0, more = ''): Promise<SentEvent[]> {
  const response = await workplace.ask(`/v1/feed?after=${after}${more}`, as());
  expect(response.statusCode).toBe(200);
  return response.json();
}
async function streaming(after = 0): Promise<StreamReader> {
  const reader = await StreamReader.open(workplace.origin, await workplace.token('partner', '*', partner), after);
  readers.push(reader);
  return reader;
}

describe('a partner pulls', () => {
  it('its events page by page, each page naming the next', async () => {
    await agreesOnPlans(5);
    const first = await workplace.ask('/v1/feed?limit=3', as());
    expect(first.headers['content-type']).toMatch('application/cloudevents-batch+json');
    expect(first.json()).toHaveLength(3);
    expect(first.headers['link']).toBe('</v1/feed?after=3&limit=3>; rel="next"');
    const [, next = ''] = /<(.*)>/.exec(first.headers['link'] ?? '') ?? [];
    const second = await workplace.ask(next, as());
    expect(second.json().map(({ sequence }: SentEvent) => sequence)).toEqual([4, 5]);
    expect(second.headers['feed-cursor']).toBe('5');
    expect(await pulled(5)).toEqual([]);
  });

  it('and waits for what is not there yet', async () => {
    const asked = pulled(0, '&wait=30');
    await agreesOnPlans(1);
    expect(await asked).toHaveLength(1);
  });

  it('with a cursor this feed never gave, and is told how to go on', async () => {
    await agreesOnPlans(2);
    for (const cursor of ['3', '9999999', 'abc', '-1', '01']) {
      const response = await workplace.ask(`/v1/feed?after=${cursor}`, as());
      expect([cursor, response.statusCode, response.json().code]).toEqual([cursor, 410, 'feed.unknown-cursor']);
    }
    const { detail } = (await workplace.ask('/v1/feed?after=3', as())).json();
    expect(detail).toContain('whose last event is number 2');
  });

  it('only as a partner, and only its own', async () => {
    await agreesOnPlans(1);
    expect((await workplace.ask('/v1/feed')).statusCode).toBe(401);
    expect((await workplace.ask('/v1/feed', { as: ['auditor', '*'] })).statusCode).toBe(403);
    expect((await workplace.ask('/v1/feed', as(randomUUID()))).json().code).toBe('feed.unknown-partner');
    expect((await workplace.ask('/v1/feed', as('committee'))).json().code).toBe('feed.unknown-partner');
    expect((await workplace.ask('/v1/feed?limit=0&wait=31', as())).json().errors).toHaveLength(2);
    expect((await workplace.ask('/v1/feed?from=1', as())).json().code).toBe('query.unknown-parameter');
  });
});

describe('a partner streams', () => {
  it('what is there and what comes, and resumes by the id it has seen', async () => {
    await agreesOnPlans(2);
    const reader = await streaming();
    expect(await reader.until(({ events }) => events.length === 2)).toBe(true);
    await agreesOnPlans(2);
    expect(await reader.until(({ events }) => events.length === 4)).toBe(true);
    reader.close();
    await agreesOnPlans(1);
    const resumed = await streaming(3);
    expect(await resumed.until(({ events }) => events.length === 2)).toBe(true);
    expect(resumed.events).toEqual(await pulled(3));
    expect(resumed.text).toMatch(/^retry: 1000\n\nid: 4\ndata: \{/);
  });

  it('and is cut off when it does not read, without costing memory', async () => {
    await agreesOnPlans(1);
    for (let n = 0; n < 40; n++) await facts.happened(`case-${person}`, ...Array<typeof plan>(500).fill(plan));
    await settled();
    const reader = await streaming();
    reader.pause();
    await workplace.api.get(FeedConnections).allClosed();
    expect(await reader.readToTheEnd(5_000)).toBe(true);
    expect(reader.last()).toBeLessThan(20_001);
    const resumed = await streaming(reader.last());
    expect(await resumed.until((one) => one.last() === 20_001, 30_000)).toBe(true);
    expect(resumed.events[0]?.sequence).toBe(reader.last() + 1);
  }, 60_000);
});

describe('what may leave is decided when it leaves', () => {
  const committee = { purpose: PURPOSE, recipient: 'indh-committee' };

  it('after a withdrawal nothing about the person does, on an open stream either, and the partner hears of it', async () => {
    const other = randomUUID();
    await facts.person(other);
    await agreesOnPlans(2);
    await agreesOnPlans(1, other);
    const [{ subject } = {}] = await pulled();
    const reader = await streaming();
    await reader.until(({ events }) => events.length === 3);
    const sent = await workplace.send(`/v1/consents/${person}/withdraw-consent`, committee, {
      as: ['data-protection-officer', '*'],
    });
    const withdrawnAt = performance.now();
    expect(sent.statusCode).toBe(201);
    expect(await reader.until(({ events }) => events.length === 4)).toBe(true);
    expect(performance.now() - withdrawnAt).toBeLessThan(1_000);
    expect(reader.events[3]).toMatchObject({ type: SUBJECT_WITHDRAWN, subject, sequence: 4 });
    await agreesOnPlans(1);
    await agreesOnPlans(1, other);
    await reader.until(({ events }) => events.length === 5);
    expect(reader.events[4]?.subject).not.toBe(subject);
    const again = await pulled();
    expect(again.map(({ type, sequence }) => [sequence, type === WITHHELD])).toEqual([
      [1, true],
      [2, true],
      [3, false],
      [4, false],
      [5, false],
    ]);
    expect(Object.keys(again[0] ?? {}).sort()).toEqual(['id', 'sequence', 'source', 'specversion', 'type']);
    expect(again[0]?.id).toBe(reader.events[0]?.id);
  });

  it('a new consent does not reach back', async () => {
    await agreesOnPlans(1);
    const sent = (name: string) =>
      workplace.send(`/v1/consents/${person}/${name}`, committee, { as: ['centre-manager', 'MA-LAA'] });
    expect((await sent('withdraw-consent')).statusCode).toBe(201);
    expect((await sent('give-consent')).statusCode).toBe(201);
    await agreesOnPlans(1);
    const types = (await pulled()).map(({ type }) => type);
    expect(types).toEqual([WITHHELD, SUBJECT_WITHDRAWN, 'ma.idmaj.case.life-plan-agreed.v1']);
  });

  it('a suspended partner hears nothing until it is resumed, and then nothing is missing', async () => {
    await agreesOnPlans(1);
    const reader = await streaming();
    await reader.until(({ events }) => events.length === 1);
    await facts.happened(`partner-${partner}`, PartnerSuspended({ because: 'An inquiry.' }));
    await agreesOnPlans(1);
    expect(await reader.readToTheEnd(5_000)).toBe(true);
    expect(reader.events).toHaveLength(1);
    const refused = await workplace.ask('/v1/feed', as());
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'feed.suspended']);
    await facts.happened(`partner-${partner}`, PartnerResumed({ because: 'Settled.' }));
    expect(await pulled(1)).toMatchObject([{ sequence: 2, type: 'ma.idmaj.case.life-plan-agreed.v1' }]);
    await facts.happened(`partner-${partner}`, PartnerRevoked({ because: 'Over.' }));
    expect((await workplace.ask('/v1/feed', as())).json().code).toBe('feed.revoked');
  });

  it('what is out of the newest subscription, or of a person who is kept from others, is withheld', async () => {
    await agreesOnPlans(1);
    const hidden = VisibilityRestricted({ reason: 'A threat.', until: '2026-12-31', units: ['MA-LAA'] });
    await facts.happened(`beneficiary-${person}`, hidden);
    expect(await pulled()).toMatchObject([{ type: WITHHELD }]);
    const other = randomUUID();
    await facts.person(other);
    await agreesOnPlans(1, other);
    expect(await pulled(1)).toMatchObject([{ sequence: 2, type: 'ma.idmaj.case.life-plan-agreed.v1' }]);
    await grantAnew({ types: ['ma.idmaj.case.life-plan-agreed.v1'], provinces: ['MA-OUD'], purpose: PURPOSE });
    expect(await pulled(1)).toMatchObject([{ sequence: 2, type: WITHHELD }]);
  });

  it('for another purpose than the person agreed to nothing does', async () => {
    await agreesOnPlans(1);
    await grantAnew({ types: ['ma.idmaj.case.life-plan-agreed.v1'], provinces: ['MA-LAA'], purpose: 'statistics' });
    expect(await pulled()).toMatchObject([{ type: WITHHELD }]);
  });

  async function grantAnew(wanted: object): Promise<void> {
    const at = `/v1/partners/${partner}`;
    const granted = await workplace.send(`${at}/grant-subscription`, wanted, { as: ['general-coordinator', '*'] });
    const confirmed = await workplace.send(`${at}/confirm-subscription`, {}, { as: ['data-protection-officer', '*'] });
    expect([granted.statusCode, confirmed.statusCode]).toEqual([201, 201]);
  }
});

describe('what an event refers to', () => {
  it('is read by its partner alone, on record, and as long as it may be told', async () => {
    await facts.proposes(person);
    await settled();
    const [{ dataref = '' } = {}] = await pulled();
    const read = await workplace.ask(dataref, as());
    expect(read.json()).toEqual({
      project: expect.stringMatching(/^[\w-]{43}$/),
      province: 'MA-LAA',
      trade: 'sewing',
      budgetCentimes: 3_500_000,
    });
    const recorded = (await workplace.idmaj.events.readAll('', 100_000)).filter(({ type }) => type === 'FileRead');
    expect(recorded.at(-1)).toMatchObject({
      data: { what: 'feed/data/{key}' },
      metadata: { actor: { id: partner, role: 'partner' }, subjects: [person] },
    });
    const other = randomUUID();
    await facts.partner(other);
    expect((await workplace.ask(dataref, as(other))).statusCode).toBe(404);
    expect((await workplace.ask('/v1/feed/data/1-x', as())).statusCode).toBe(404);
    await facts.happened(`partner-${partner}`, PartnerSuspended({ because: 'An inquiry.' }));
    expect((await workplace.ask(dataref, as())).json().code).toBe('feed.suspended');
  });

  it('is gone with the consent', async () => {
    await facts.proposes(person);
    await settled();
    const [{ dataref = '' } = {}] = await pulled();
    await workplace.send(
      `/v1/consents/${person}/withdraw-consent`,
      { purpose: PURPOSE, recipient: 'indh-committee' },
      { as: ['social-worker', 'MA-LAA'] },
    );
    const gone = await workplace.ask(dataref, as());
    expect([gone.statusCode, gone.json().code]).toEqual([410, 'feed.withheld']);
  });
});
