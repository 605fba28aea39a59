import { LifePlanAgreed } from '#libs/casework';
import type { SetClock } from '#libs/kernel';
import { WITHHELD } from '#libs/partner-feed';
import { randomUUID } from 'node:crypto';
import { type SentEvent, StreamReader } from '../support/feed-reader.ts';
import { FactWriter, PURPOSE } from '../support/feed-workplace.ts';
import { registered } from '../support/person-facts.ts';
import { type FeedWorkplace, openFeedWorkplace } from './partner-feed-workplace.ts';

const PLAN = 'ma.idmaj.case.life-plan-agreed.v1';
const PROJECT = 'ma.idmaj.project.project-proposed.v1';
const LAST_DAY = '2026-03-02';
const LATE_ON_IT = '2026-03-02T22:00:00.000Z';
const NEXT_DAY = '2026-03-03T00:30:00.000Z';
const committee = { purpose: PURPOSE, recipient: 'indh-committee' };
const plan = LifePlanAgreed({ agreedOn: '2026-03-01', goals: [] });

let workplace: FeedWorkplace;
let clock: SetClock;
/** Records on the day that it is. */
let facts: FactWriter;
let partner: string;
let person: string;
let reader: StreamReader;

beforeEach(async () => {
  workplace = await openFeedWorkplace();
  clock = workplace.clock as SetClock;
  facts = new FactWriter(workplace.idmaj.events, () => clock.now());
  partner = randomUUID();
  person = randomUUID();
  await facts.partner(partner);
  reader = await StreamReader.open(workplace.origin, await tokenOfNow());
});
afterEach(async () => {
  reader.close();
  await workplace.close();
});

async function tokenOfNow(): Promise<string> {
  return (await workplace.idmaj.identity.issuer?.issue({ id: partner, role: 'partner', unit: '*' })) ?? '';
}
async function asked(address: string) {
  return workplace.ask(address, { headers: { authorization: `Bearer ${await tokenOfNow()}` } });
}
async function pulledTypes(): Promise<string[]> {
  await workplace.numbering.caughtUpTo(await workplace.idmaj.events.head());
  return (await asked('/v1/feed')).json().map(({ type }: SentEvent) => type);
}
async function gives(fields: object): Promise<void> {
  const token = await workplace.idmaj.identity.issuer?.issue({ id: 'nadia', role: 'centre-manager', unit: 'MA-LAA' });
  const headers = { authorization: `Bearer ${token}` };
  const sent = await workplace.send(`/v1/consents/${person}/give-consent`, { ...committee, ...fields }, { headers });
  expect(sent.statusCode).toBe(201);
}
const streamed = () => reader.events.map(({ type }) => type);

describe('a consent with a last day', () => {
  beforeEach(async () => {
    await facts.happened(`beneficiary-${person}`, registered());
    await gives({ until: LAST_DAY });
  });

  it('lets things leave until that day is over, and nothing after it', async () => {
    await facts.happened(`case-${person}`, plan);
    clock.set(LATE_ON_IT);
    await facts.proposes(person);
    expect(await pulledTypes()).toEqual([PLAN, PROJECT]);
    expect(await reader.until(({ events }) => events.length === 2)).toBe(true);
    expect(streamed()).toEqual([PLAN, PROJECT]);
    const { dataref = '' } = reader.events[1] ?? {};
    expect((await asked(dataref)).statusCode).toBe(200);

    clock.set(NEXT_DAY);
    await facts.happened(`case-${person}`, plan);
    expect(await pulledTypes()).toEqual([WITHHELD, WITHHELD]);
    expect((await asked(dataref)).json().code).toBe('feed.withheld');
  });

  it('withholds what was told of in time but leaves too late, on an open stream, too', async () => {
    await facts.happened(`case-${person}`, plan);
    expect(await reader.until(({ events }) => events.length === 1)).toBe(true);
    const writtenInTime = new FactWriter(workplace.idmaj.events, () => LATE_ON_IT);
    clock.set(NEXT_DAY);
    await writtenInTime.proposes(person);
    expect(await reader.until(({ events }) => events.length === 2)).toBe(true);
    expect(streamed()).toEqual([PLAN, WITHHELD]);
  });

  it('carries on where it is prolonged', async () => {
    await facts.happened(`case-${person}`, plan);
    await gives({ until: '2026-03-03' });
    clock.set(NEXT_DAY);
    await facts.happened(`case-${person}`, plan);
    expect(await pulledTypes()).toEqual([PLAN, PLAN]);
  });
});

describe('a guardian’s consent', () => {
  beforeEach(async () => {
    await facts.happened(
      `beneficiary-${person}`,
      registered({ birthDate: '2008-03-03', placingCourt: 'Court of Laâyoune' }),
    );
    await gives({ byGuardian: true });
    await facts.happened(`case-${person}`, plan);
  });

  it('carries until the person is of age, and nothing leaves from that day on', async () => {
    clock.set(LATE_ON_IT);
    expect(await pulledTypes()).toEqual([PLAN]);
    expect(await reader.until(({ events }) => events.length === 1)).toBe(true);
    const writtenInTime = new FactWriter(workplace.idmaj.events, () => LATE_ON_IT);
    clock.set(NEXT_DAY);
    await writtenInTime.proposes(person);
    expect(await reader.until(({ events }) => events.length === 2)).toBe(true);
    expect(streamed()).toEqual([PLAN, WITHHELD]);
    await facts.happened(`case-${person}`, plan);
    expect(await pulledTypes()).toEqual([WITHHELD, WITHHELD]);
  });

  it('is followed by the person’s own, which does not reach back to their childhood', async () => {
    clock.set(NEXT_DAY);
    await gives({});
    await facts.happened(`case-${person}`, plan);
    expect(await pulledTypes()).toEqual([WITHHELD, PLAN]);
  });
});
