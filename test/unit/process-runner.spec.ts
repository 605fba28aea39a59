import {
  agreement,
  approveProject,
  approveStep,
  enrolInmate,
  FeasibilityRecorded,
  FundsReserved,
  InquiryConcluded,
  project,
  ReleaseVoided,
  setExpectedRelease,
  StepApproved,
  submitProject,
} from '#libs/casework';
import { Problem } from '#libs/kernel';
import { collectionOf, diagnosisDue, process, projectFunding, releasePreparation } from '#libs/processes';
import { AGREEMENT, idOf, proposed, signed } from '../support/agreement-facts.ts';
import { admitted, enrolled, registered, released } from '../support/person-facts.ts';
import { openProcessWorkplace, type ProcessWorkplace } from '../support/process-workplace.ts';

const MALIKA = idOf('a');
const study = FeasibilityRecorded({ favourable: true, concludedOn: '2026-01-20', summary: 'Marché local' });
const inquiry = InquiryConcluded({ favourable: true, concludedOn: '2026-02-01', summary: 'Famille d’accord' });

describe('the processes at work', () => {
  let place: ProcessWorkplace;
  beforeEach(async () => {
    place = await openProcessWorkplace();
  });
  afterEach(() => place.close());

  async function accompany(person: string) {
    await place.tell('beneficiary', person, [registered()], { person });
    await place.tell('custody', person, [admitted()], { person });
    await place.tell('case', person, [enrolled(), inquiry], { person });
  }
  async function draft(projectId: string, person: string) {
    await accompany(person);
    await place.tell('project', projectId, [proposed(3_500_000, person), study], { person, by: 'omar' });
  }
  const typesOf = async (kind: string, id: string) => (await place.facts(kind))[id]?.map(({ type }) => type);

  it('of three submissions that race for an agreement’s last 35,000 MAD reserves one and returns two with the reason', async () => {
    await place.tell('agreement', AGREEMENT, [
      signed(),
      FundsReserved({ projectId: idOf(9), amountCentimes: 6_500_000, province: 'MA-LAA' }),
    ]);
    const projects = [1, 2, 3].map(idOf);
    for (const id of projects) await draft(id, id.replace(/^0/, 'a'));
    const runner = place.start();
    await Promise.all(projects.map((id) => place.send(submitProject, id, { agreementId: AGREEMENT })));
    await place.settled(runner);

    const reserved = (await place.facts('agreement'))[AGREEMENT]?.filter(({ type }) => type === 'FundsReserved');
    expect(reserved).toHaveLength(2);
    const winner = (reserved?.[1]?.data as { projectId: string }).projectId;
    for (const id of projects) {
      const state = (await place.folded.refreshed(project, id)).state;
      expect(state).toMatchObject({ status: id === winner ? 'submitted' : 'draft' });
      const last = (await place.facts('project'))[id]?.at(-1);
      if (id !== winner) {
        const data = { agreementId: AGREEMENT, because: 'agreement.envelope-exceeded' };
        expect(last).toEqual({ type: 'FundingRefused', data });
      }
    }
    const state = (await place.folded.refreshed(agreement, AGREEMENT)).state;
    expect(state).toMatchObject({ reservedCentimes: 10_000_000 });
    expect(place.alarms).toEqual([]);
  });

  it('commits an approved project’s money as instalments come in, and tells who did it and why', async () => {
    await place.tell('agreement', AGREEMENT, [signed()]);
    await draft(idOf(1), MALIKA);
    const runner = place.start();
    await place.send(submitProject, idOf(1), { agreementId: AGREEMENT });
    await place.settled(runner);
    const minutes = { reference: 'PV 7', present: 5, quorum: 5 };
    const roles = ['centre-manager', 'regional-coordinator', 'committee-member', 'committee-member'];
    for (const [n, step] of ['centre', 'region', 'committee-review', 'committee-session'].entries()) {
      const fields = { step, decidedOn: '2026-05-01', minutes: n === 3 ? minutes : undefined };
      await place.send(approveStep, idOf(1), fields, { id: `approver ${n}`, role: roles[n] });
    }
    const approved = await place.send(approveProject, idOf(1), { decidedOn: '2026-05-02' }, { id: 'general' });
    await place.settled(runner);
    const stream = await place.events.readStream(`agreement-${AGREEMENT}`);
    expect(stream.at(-1)).toMatchObject({
      type: 'FundsCommitted',
      data: { projectId: idOf(1), amountCentimes: 0, shortCentimes: 3_500_000 },
      metadata: {
        actor: { id: 'process:project-funding', role: 'process', unit: '*' },
        channel: 'process',
        subjects: [MALIKA],
      },
    });
    const [cause] = await place.events.readStream(`project-${idOf(1)}`, { direction: 'backwards', limit: 1 });
    expect(stream.at(-1)?.metadata).toMatchObject({
      causationId: cause?.id,
      correlationId: cause?.metadata['correlationId'],
    });
    expect(cause?.position).toBe(approved.position);
  });

  it('hands a case over on release, and takes it back when the release is voided', async () => {
    const runner = place.start();
    await accompany(MALIKA);
    await place.tell('custody', MALIKA, [released({ residence: { province: 'MA-OUD' } })], { person: MALIKA });
    await place.settled(runner);
    expect(await typesOf('beneficiary', MALIKA)).toEqual(['BeneficiaryRegistered', 'ResidenceChanged']);
    expect((await place.facts('case'))[MALIKA]?.at(-1)).toMatchObject({
      type: 'CaseHandedOver',
      data: { centre: 'CAR-DAK', contactDueOn: '2026-02-19' },
    });
    await place.tell('custody', MALIKA, [ReleaseVoided({ because: 'Erreur' })], { person: MALIKA });
    await place.settled(runner);
    expect((await place.facts('case'))[MALIKA]?.at(-1)).toMatchObject({
      type: 'HandOverUndone',
      data: { centre: 'CAR-AGA', phase: 'detention' },
    });
  });

  it('begins the preparation on its day, 180 days before the expected release', async () => {
    await accompany(MALIKA);
    const runner = place.start();
    await place.send(setExpectedRelease, MALIKA, { expectedOn: '2026-12-31' });
    await place.settled(runner);
    place.clock.set('2026-07-03T12:00:00.000Z');
    await runner.runDue();
    expect(await typesOf('case', MALIKA)).not.toContain('PreparationBegun');
    place.clock.set('2026-07-04T12:00:00.000Z');
    await runner.runDue();
    await runner.runDue();
    await place.settled(runner);
    expect((await typesOf('case', MALIKA))?.filter((type) => type === 'PreparationBegun')).toHaveLength(1);
  });

  it('moves the preparation away and back to the same day', async () => {
    await accompany(MALIKA);
    const runner = place.start();
    for (const expectedOn of ['2026-10-01', '2027-10-01', '2026-10-01']) {
      await place.send(setExpectedRelease, MALIKA, { expectedOn });
      await place.settled(runner);
      await runner.runDue();
      await place.settled(runner);
    }
    const phases = (await typesOf('case', MALIKA))?.filter((type) => type.startsWith('Preparation'));
    expect(phases).toEqual(['PreparationBegun', 'PreparationEnded', 'PreparationBegun']);
  });

  it('begins at the beginning of a log that is older than itself, and skips what is past', async () => {
    for (let n = 10; n < 40; n++) await accompany(idOf(n));
    await place.tell('custody', idOf(10), [released({ releasedOn: '2026-01-01' })], { person: idOf(10) });
    const runner = place.start({ pageSize: 7 });
    await place.settled(runner);
    const cases = await place.facts('case');
    expect(Object.values(cases).filter((facts) => facts.some(({ type }) => type === 'DiagnosisDueSet'))).toHaveLength(
      30,
    );
    expect(cases[idOf(10)]?.map(({ type }) => type)).toContain('CaseHandedOver');
  });

  it('goes on where it was stopped, and reads nothing twice', async () => {
    await accompany(MALIKA);
    const first = place.start();
    await place.settled(first);
    await first.stop();
    const checkpoint = await place.readModels.checkpoint(collectionOf(diagnosisDue));
    expect(checkpoint).toEqual({ logId: await place.events.logId(), position: await place.events.head() });
    let sent = 0;
    const counting = { send: (command: never) => (sent++, place.desk.send(command)) };
    const second = place.start({ desk: counting });
    await place.settled(second);
    expect(sent).toBe(0);
  });

  it('lets one of two workers react, and the other take over when it goes', async () => {
    const [first, second] = [place.start({ leaseTtlMs: 400 }), place.start({ leaseTtlMs: 400 })];
    await accompany(MALIKA);
    const head = await place.events.head();
    await Promise.race([first.caughtUpTo(head), second.caughtUpTo(head)]);
    await first.stop();
    await accompany(idOf('b'));
    await place.settled(second);
    for (const person of [MALIKA, idOf('b')]) {
      expect((await typesOf('case', person))?.filter((type) => type === 'DiagnosisDueSet')).toHaveLength(1);
    }
  });

  it('asks again while the engines are away', async () => {
    let away = 3;
    const desk = {
      send: async (command: Parameters<typeof place.desk.send>[0]) => {
        if (away-- > 0) throw new Problem('service.unavailable');
        return place.desk.send(command);
      },
    };
    await accompany(MALIKA);
    await place.settled(place.start({ desk }));
    expect(await typesOf('case', MALIKA)).toContain('DiagnosisDueSet');
    expect(place.alarms).toContainEqual({ kind: 'fault', process: 'diagnosis-due', error: 'service.unavailable' });
  });

  it('parks what it cannot answer with all of the same key after it, lets the rest flow, and answers it after a fix', async () => {
    let isBroken = true;
    const fragile = process('fragile', {
      version: 1,
      on: [StepApproved],
      keys: (event) => [event.id],
      evolve(count: { steps: number } = { steps: 0 }, event) {
        if (isBroken && event.id === idOf(1) && event.data.step === 'centre') throw new TypeError('Malika');
        return { steps: count.steps + 1 };
      },
    });
    const steps = (['centre', 'region'] as const).map((step) => StepApproved({ step, decidedOn: '2026-05-01' }));
    for (const id of [idOf(1), idOf(2)]) await place.tell('project', id, steps);
    const first = place.start({ processes: [fragile] });
    await place.settled(first);
    await first.stop();
    const stateOf = async (id: string) => (await place.readModels.get(collectionOf(fragile), id))?.['state'];
    expect(await stateOf(idOf(1))).toBeUndefined();
    expect(await stateOf(idOf(2))).toEqual({ steps: 2 });
    expect(place.alarms).toMatchObject([
      { kind: 'parked', type: 'StepApproved', error: 'TypeError' },
      { kind: 'parked', type: 'StepApproved' },
    ]);
    isBroken = false;
    await place.settled(place.start({ processes: [fragile] }));
    expect(await stateOf(idOf(1))).toEqual({ steps: 2 });
    expect(await place.readModels.parked(collectionOf(fragile))).toEqual([]);
  });

  it('keeps no names or titles in its states', async () => {
    await draft(idOf(1), MALIKA);
    await place.settled(place.start());
    for (const each of [projectFunding, releasePreparation, diagnosisDue]) {
      const states = await place.readModels.scan(collectionOf(each), '', 100);
      expect(JSON.stringify(states)).not.toMatch(/Malika|Atelier/);
    }
  });

  it('follows up an enrolment that comes through the desk', async () => {
    await place.tell('beneficiary', MALIKA, [registered()], { person: MALIKA });
    await place.tell('custody', MALIKA, [admitted()], { person: MALIKA });
    const runner = place.start();
    await place.send(enrolInmate, MALIKA, { centre: 'CAR-AGA', enrolledOn: '2026-05-30', agreedOn: '2026-05-30' });
    await place.settled(runner);
    expect((await place.facts('case'))[MALIKA]?.at(-1)).toEqual({
      type: 'DiagnosisDueSet',
      data: { dueOn: '2025-01-24' },
    });
  });
});
