import {
  CaseClosed,
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  EventCodec,
  events as definitions,
  FundsCommitted,
  IdentityCorrected,
  InmateEnrolled,
  LifePlanAgreed,
  NoteWritten,
  PartnerRevoked,
  PartnerSuspended,
  ProjectApproved,
  ResidenceChanged,
  SubscriptionConfirmed,
  SubscriptionGranted,
} from '#libs/casework';
import { SqliteEventStore } from '#libs/event-store';
import { cloudEvent, FeedFold, type FeedItem, outgoingTypes, sentSchemas, SUBJECT_WITHDRAWN } from '#libs/partner-feed';
import { seenBy } from '#libs/projections';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FactWriter, PURPOSE, testHash } from '../support/feed-workplace.ts';

const [HIGH, LOW, PERSON, OTHER, PROJECT] = ['1', '2', '3', '4', '5'].map(
  (digit) => `${digit.repeat(8)}-1111-4111-8111-111111111111`,
) as [string, string, string, string, string];
const about = { purpose: PURPOSE, recipient: 'indh-committee' };
const plan = LifePlanAgreed({
  agreedOn: '2026-03-01',
  goals: [{ goalId: OTHER, kind: 'job', text: 'Work as a tailor' }],
});

let folder: string;
let events: SqliteEventStore;
let facts: FactWriter;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-numbers-'));
  events = await SqliteEventStore.open(join(folder, 'events.sqlite'));
  facts = new FactWriter(events);
});
afterEach(async () => {
  await events.close();
  await rm(folder, { recursive: true });
});

async function numbered(): Promise<readonly FeedItem[]> {
  const fold = new FeedFold(testHash);
  const decode = seenBy(new EventCodec(definitions));
  const log = await events.readAll('', 10_000);
  return log.filter(({ type }) => FeedFold.concerns(type)).flatMap((event) => fold.apply(decode(event)));
}
const told = async (partner = HIGH) =>
  (await numbered()).filter(({ partnerId }) => partnerId === partner).map(({ sequence, type }) => [sequence, type]);

describe('what a partner is told', () => {
  it('of a child by the guardian’s consent, as old as the log said the child was', async () => {
    await facts.partner(HIGH);
    await facts.person(PERSON, 'MA-LAA', false);
    await facts.happened(`consent-${PERSON}`, ConsentGiven({ ...about, byGuardian: true }));
    await facts.happened(`case-${PERSON}`, plan);
    expect(await told()).toEqual([]);
    const corrected = IdentityCorrected({ birthDate: '2010-01-01', because: 'The birth certificate.' });
    await facts.happened(`beneficiary-${PERSON}`, corrected);
    await facts.happened(`case-${PERSON}`, plan);
    expect(await told()).toEqual([[1, 'ma.idmaj.case.life-plan-agreed.v1']]);
  });

  it('is numbered from 1 without gaps, for each partner its own', async () => {
    await facts.partner(HIGH);
    await facts.partner(LOW, { types: ['ma.idmaj.project.project-approved.v1'] });
    await facts.person(PERSON);
    await facts.proposes(PERSON, PROJECT);
    await facts.happened(`case-${PERSON}`, plan);
    await facts.happened(`project-${PROJECT}`, ProjectApproved({ decidedOn: '2026-03-01' }));
    expect(await told()).toEqual([
      [1, 'ma.idmaj.project.project-proposed.v1'],
      [2, 'ma.idmaj.case.life-plan-agreed.v1'],
      [3, 'ma.idmaj.project.project-approved.v1'],
    ]);
    expect(await told(LOW)).toEqual([[1, 'ma.idmaj.project.project-approved.v1']]);
  });

  it('is what happened after the subscription was confirmed and after the person agreed', async () => {
    await facts.person(PERSON, 'MA-LAA', false);
    await facts.happened(`case-${PERSON}`, plan);
    await facts.partner(HIGH);
    await facts.happened(`case-${PERSON}`, plan);
    await facts.agrees(PERSON);
    await facts.happened(`case-${PERSON}`, CaseClosed({ closedOn: '2026-03-01', outcome: 'placed' }));
    expect(await told()).toEqual([[1, 'ma.idmaj.case.case-closed.v1']]);
  });

  it('lies in the provinces of the subscription: of the project, or where the person lives', async () => {
    await facts.partner(HIGH, { provinces: ['MA-LAA'] });
    await facts.person(PERSON, 'MA-AGD');
    await facts.happened(`case-${PERSON}`, plan);
    await facts.proposes(PERSON, PROJECT, 'MA-LAA');
    await facts.happened(`beneficiary-${PERSON}`, ResidenceChanged({ province: 'MA-LAA', since: '2026-03-01' }));
    await facts.happened(`case-${PERSON}`, plan);
    expect(await told()).toEqual([
      [1, 'ma.idmaj.project.project-proposed.v1'],
      [2, 'ma.idmaj.case.life-plan-agreed.v1'],
    ]);
  });

  it('never tells of custody, or of notes', async () => {
    await facts.partner(HIGH);
    await facts.person(PERSON);
    await facts.enrolled(PERSON);
    await facts.happened(`case-${PERSON}`, NoteWritten({ text: 'Asked about her brother.' }));
    expect(await told()).toEqual([]);
    expect(FeedFold.concerns(InmateEnrolled.type)).toBe(false);
  });

  it('goes on being numbered while the partner is suspended, and ends when it is revoked', async () => {
    await facts.partner(HIGH);
    await facts.person(PERSON);
    await facts.happened(`partner-${HIGH}`, PartnerSuspended({ because: 'x' }));
    await facts.happened(`case-${PERSON}`, plan);
    await facts.happened(`partner-${HIGH}`, PartnerRevoked({ because: 'x' }));
    await facts.happened(`case-${PERSON}`, plan);
    await facts.happened(`consent-${PERSON}`, ConsentWithdrawn(about));
    expect(await told()).toEqual([[1, 'ma.idmaj.case.life-plan-agreed.v1']]);
  });

  it('follows a new subscription only when it is confirmed', async () => {
    await facts.partner(HIGH, { types: ['ma.idmaj.case.case-closed.v1'] });
    await facts.person(PERSON);
    const wanted = { types: ['ma.idmaj.case.life-plan-agreed.v1' as const], provinces: ['MA-LAA'], purpose: PURPOSE };
    await facts.happened(`partner-${HIGH}`, SubscriptionGranted(wanted));
    await facts.happened(`case-${PERSON}`, plan);
    await facts.happened(`partner-${HIGH}`, SubscriptionConfirmed({}));
    await facts.happened(`case-${PERSON}`, plan);
    expect(await told()).toHaveLength(1);
  });
});

describe('a withdrawal', () => {
  it('is told once to each partner that was told of the person, and to no other', async () => {
    await facts.partner(HIGH);
    await facts.partner(LOW, { provinces: ['MA-OUD'] });
    await facts.person(PERSON);
    await facts.happened(`case-${PERSON}`, plan);
    await facts.happened(`consent-${PERSON}`, ConsentWithdrawn(about), ConsentRefused({ ...about, recipient: HIGH }));
    await facts.happened(`case-${PERSON}`, plan);
    expect(await told()).toEqual([
      [1, 'ma.idmaj.case.life-plan-agreed.v1'],
      [2, SUBJECT_WITHDRAWN],
    ]);
    expect(await told(LOW)).toEqual([]);
  });

  it('is told again where the person agreed again in between', async () => {
    await facts.partner(HIGH);
    await facts.person(PERSON);
    await facts.happened(`case-${PERSON}`, plan);
    await facts.happened(`consent-${PERSON}`, ConsentWithdrawn(about), ConsentGiven(about));
    await facts.happened(`case-${PERSON}`, plan);
    await facts.happened(`consent-${PERSON}`, ConsentWithdrawn(about));
    expect((await told()).map(([, type]) => type)).toEqual([
      'ma.idmaj.case.life-plan-agreed.v1',
      SUBJECT_WITHDRAWN,
      'ma.idmaj.case.life-plan-agreed.v1',
      SUBJECT_WITHDRAWN,
    ]);
  });
});

describe('what leaves', () => {
  const ajv = new Ajv({ strict: true, allErrors: true });
  formats.default(ajv);

  it('is a thin CloudEvent whose every field is declared, and so is its data', async () => {
    await facts.partner(HIGH);
    await facts.person(PERSON);
    await facts.proposes(PERSON, PROJECT);
    await facts.happened(
      'agreement-55555555-2222-4111-8111-111111111111',
      FundsCommitted({ projectId: PROJECT.toUpperCase(), amountCentimes: 3_512_345, shortCentimes: 0 }),
    );
    await facts.happened(`case-${PERSON}`, plan, CaseClosed({ closedOn: '2026-03-01', outcome: 'placed' }));
    await facts.happened(`consent-${PERSON}`, ConsentWithdrawn(about));
    const items = await numbered();
    expect(items).toHaveLength(5);
    for (const item of items) {
      const { type, data } = item;
      const event = cloudEvent(item);
      expect(Buffer.byteLength(event)).toBeLessThan(2_048);
      const ofEvent = ajv.compile(sentSchemas[type] as object);
      expect([type, ofEvent(JSON.parse(event)), ofEvent.errors]).toEqual([type, true, null]);
      const declared = outgoingTypes.find((one) => one.type === type);
      const ofData = declared && ajv.compile(declared.schema as object);
      if (ofData) expect([type, ofData(data), ofData.errors]).toEqual([type, true, null]);
    }
    expect(JSON.parse(items.map(cloudEvent)[0] ?? '')).toMatchObject({ time: '2026-03-01T00:00:00Z', sequence: 1 });
    expect(items[0]?.data).toMatchObject({ trade: 'sewing', province: 'MA-LAA', budgetCentimes: 3_500_000 });
  });

  it('cannot be joined by two partners: every name in it is one partner’s own', async () => {
    await facts.partner(HIGH);
    await facts.partner(LOW);
    for (const person of [PERSON, OTHER]) {
      await facts.person(person);
      await facts.proposes(person);
      await facts.happened(`case-${person}`, plan);
    }
    const items = await numbered();
    const names = (partner: string) =>
      items
        .filter(({ partnerId }) => partnerId === partner)
        .flatMap((item) => {
          const { data } = item;
          const { id, subject, dataref } = JSON.parse(cloudEvent(item)) as Record<string, string>;
          return [id, subject, dataref, data?.['project']].filter((name) => name !== undefined);
        });
    expect(names(HIGH)).toHaveLength(14);
    expect(names(HIGH).filter((name) => names(LOW).includes(name))).toEqual([]);
    expect(new Set(items.map(({ subject }) => subject)).size).toBe(4);
  });
});
