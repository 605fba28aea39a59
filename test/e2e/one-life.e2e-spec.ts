import { startWorker, type Worker } from '#libs/assembly';
import { addDays } from '#libs/kernel';
import { projections } from '#libs/projections';
import { randomUUID } from 'node:crypto';
import { type ApiWorkplace, openApiWorkplace, registration } from './api-workplace.ts';

const officer = ['prison-officer', 'MA-LAA'] as const;
const amina = ['social-worker', 'MA-LAA', 'amina'] as const;
const stranger = ['social-worker', 'MA-OUD', 'stranger'] as const;
const omar = ['project-officer', 'MA-LAA', 'omar'] as const;
const nadia = ['centre-manager', 'CAR-AGA', 'nadia'] as const;
const rachid = ['regional-coordinator', 'MA-11', 'rachid'] as const;
const salma = ['committee-member', 'MA-LAA', 'salma'] as const;
const khalid = ['committee-member', 'MA-LAA', 'khalid'] as const;
const ilham = ['general-coordinator', '*', 'ilham'] as const;
const steward = ['data-steward', '*', 'steward'] as const;
type Who = readonly [role: string, unit: string, id?: string];

const TODAY = '2026-03-02';
const price = 3_500_000;
const because = 'Erreur de saisie';

/** The story of the product on the embedded engines, over real HTTP, with everything following that follows. */
describe('one life', () => {
  let place: ApiWorkplace;
  let worker: Worker;
  beforeAll(async () => {
    place = await openApiWorkplace({}, undefined, (idmaj) => (worker = startWorker(idmaj)));
  });
  afterAll(async () => {
    await place.close();
  });

  /** Everything that is in the log is followed, with what that set in motion: by whichever worker it is. */
  const settled = async () => {
    const { events, views } = place.idmaj;
    for (let head = ''; head !== (await events.head());) {
      head = await events.head();
      await worker.processes.caughtUpTo(head);
      await Promise.all(projections.map(({ name }) => views.waitFor(name, head, 10_000)));
    }
  };

  /** Sends it and, once all of it is followed, answers `201` or `409 its.code`. */
  const send = async (who: Who, address: string, fields: object): Promise<string> => {
    const answer = await place.send(`/v1/${address}`, fields, { as: who });
    await settled();
    return answer.statusCode === 201 ? '201' : `${answer.statusCode} ${answer.json().code}`;
  };
  const accepted = async (who: Who, address: string, fields: object) =>
    expect(`${await send(who, address, fields)} ${address}`).toBe(`201 ${address}`);
  const read = async (address: string, who: Who = ilham) => (await place.ask(`/v1/${address}`, { as: who })).json();
  const caseOf = (id: string) => read(`cases/${id}`);

  /** A woman inside who sews and wants to, with a favourable inquiry. */
  async function enrolled(): Promise<string> {
    const id = randomUUID();
    await accepted(officer, `beneficiaries/${id}/register-beneficiary`, registration);
    const admission = { kind: 'prison', establishment: 'LAAYOUNE', admittedOn: '2025-08-01', legalStatus: 'sentenced' };
    await accepted(officer, `custodies/${id}/record-admission`, { ...admission, expectedReleaseOn: '2027-06-01' });
    const enrolment = { centre: 'CAR-AGA', enrolledOn: '2025-09-01', agreedOn: '2025-09-01' };
    await accepted(amina, `cases/${id}/enrol-inmate`, enrolment);
    await accepted(amina, `cases/${id}/record-skill`, { trade: 'sewing', level: 'skilled' });
    await accepted(amina, `cases/${id}/record-wish`, { trade: 'sewing', rank: 1 });
    await accepted(amina, `cases/${id}/submit-diagnosis`, { summary: 'Sait coudre.' });
    const inquiry = { favourable: true, concludedOn: '2026-01-15', summary: 'La famille est d’accord.' };
    await accepted(amina, `cases/${id}/conclude-inquiry`, inquiry);
    return id;
  }

  async function proposed(beneficiaryId: string): Promise<string> {
    const id = randomUUID();
    const funding = [{ source: 'agreement', amountCentimes: price }];
    const idea = { trade: 'sewing', title: 'Atelier', province: 'MA-LAA', budgetCentimes: price, funding };
    await accepted(omar, `projects/${id}/propose-project`, { beneficiaryId, ...idea });
    const study = { favourable: true, concludedOn: '2026-02-01', summary: 'Viable.' };
    await accepted(omar, `projects/${id}/record-feasibility`, study);
    return id;
  }

  async function agreementOver(envelopeCentimes: number): Promise<string> {
    const id = randomUUID();
    const terms = { reference: id, programme: 'INDH-2', partner: 'CPDH Laâyoune', provinces: ['MA-LAA'] };
    const validity = { signedOn: '2026-01-05', validFrom: '2026-01-05', validUntil: '2027-12-31' };
    const shares = [{ party: 'INDH', percent: 100 }];
    await accepted(ilham, `agreements/${id}/sign-agreement`, { ...terms, ...validity, envelopeCentimes, shares });
    return id;
  }

  it('is followed from the prison to an approved project, which the agreement pays as far as it was paid itself', async () => {
    const agreement = await agreementOver(2 * price);
    const receive = (number: number) =>
      accepted(['finance', 'MA-LAA'], `agreements/${agreement}/receive-instalment`, {
        number,
        receivedOn: TODAY,
        amountCentimes: price - 1_000_000,
        reference: `VIR-${number}`,
      });
    await receive(1);
    const project = await proposed(await enrolled());
    await accepted(omar, `projects/${project}/submit-project`, { agreementId: agreement });
    expect(await read(`agreements/${agreement}`)).toMatchObject({ reservedCentimes: price, committedCentimes: 0 });

    const step = (who: Who, name: string, more: object = {}) =>
      send(who, `projects/${project}/approve-step`, { step: name, decidedOn: TODAY, ...more });
    const minutes = { reference: 'PV-12', present: 9, quorum: 7 };
    expect(await step(rachid, 'region')).toBe('409 project.step-out-of-order');
    expect(await step(['centre-manager', 'CAR-AGA', 'omar'], 'centre')).toBe('409 project.proposer-approves');
    expect(await step(['centre-manager', 'CAR-DAK'], 'centre')).toBe('404 request.not-found');
    expect(await step(nadia, 'centre')).toBe('201');
    expect(await step(rachid, 'region')).toBe('201');
    expect(await step(salma, 'committee-review')).toBe('201');
    expect(await step(salma, 'committee-session', { minutes })).toBe('409 project.same-approver-twice');
    const approve = () => send(ilham, `projects/${project}/approve-project`, { decidedOn: TODAY });
    expect(await approve()).toBe('409 project.steps-missing');
    expect(await step(khalid, 'committee-session', { minutes })).toBe('201');
    expect(await approve()).toBe('201');

    const short = { committedCentimes: price - 1_000_000, reservedCentimes: 1_000_000 };
    expect(await read(`agreements/${agreement}`)).toMatchObject(short);
    await receive(2);
    const committed = { committedCentimes: price, reservedCentimes: 0, availableCentimes: price };
    expect(await read(`agreements/${agreement}`)).toMatchObject(committed);
    expect(await read(`projects/${project}`)).toMatchObject({ status: 'approved' });
  });

  it('of three that race for the last 35,000 MAD one gets it; the others are drafts again and know why', async () => {
    const agreement = await agreementOver(price);
    const three: string[] = [];
    for (let one = 0; one < 3; one++) three.push(await proposed(await enrolled()));
    await Promise.all(
      three.map((id) => place.send(`/v1/projects/${id}/submit-project`, { agreementId: agreement }, { as: omar })),
    );
    await settled();
    const after = await Promise.all(three.map((id) => read(`projects/${id}`)));
    const told = after.map(({ status, returnedBecause }) => [status, returnedBecause].join(' ').trim());
    const refused = 'draft agreement.envelope-exceeded';
    expect(told.sort()).toEqual([refused, refused, 'submitted']);
    expect(await read(`agreements/${agreement}`)).toMatchObject({ reservedCentimes: price, availableCentimes: 0 });
  });

  it('goes on at the centre where she lives after the release; follows its correction, and goes back when it never was', async () => {
    const id = await enrolled();
    const inside = { phase: 'detention', centre: 'CAR-AGA', province: 'MA-LAA' };
    expect(await caseOf(id)).toMatchObject(inside);
    expect(await send(stranger, `cases/${id}/write-note`, { text: '…' })).toBe('404 request.not-found');

    const release = { releasedOn: '2026-02-20', reason: 'royal-pardon', residence: { province: 'MA-OUD' } };
    await accepted(officer, `custodies/${id}/record-release`, release);
    const handedOver = { phase: 'released', centre: 'CAR-DAK', province: 'MA-OUD' };
    expect(await caseOf(id)).toMatchObject({ ...handedOver, afterRelease: { contactDueOn: '2026-02-27' } });
    expect(await send(stranger, `cases/${id}/write-note`, { text: 'Accueil.' })).toBe('201');
    expect(await send(amina, `cases/${id}/write-note`, { text: '…' })).toBe('404 request.not-found');

    await accepted(steward, `custodies/${id}/correct-release`, { releasedOn: '2026-02-18', because });
    expect(await caseOf(id)).toMatchObject({ ...handedOver, afterRelease: { contactDueOn: '2026-02-25' } });
    await accepted(steward, `custodies/${id}/void-release`, { because });
    expect(await caseOf(id)).toMatchObject(inside);
    expect(await caseOf(id)).not.toHaveProperty('afterRelease');
    expect(await read(`custodies/${id}`)).toMatchObject({ inside: true });
    expect(await read(`beneficiaries/${id}`)).toMatchObject({ province: 'MA-LAA', status: 'inside' });
    expect(await send(stranger, `cases/${id}/write-note`, { text: '…' })).toBe('404 request.not-found');
  });

  it('prepares from 180 days before the expected release, also when that moves', async () => {
    const id = await enrolled();
    const expectIn = (days: number) =>
      accepted(officer, `custodies/${id}/set-expected-release`, { expectedOn: addDays(TODAY, days) });
    await expectIn(180);
    expect(await caseOf(id)).toMatchObject({ phase: 'pre-release' });
    await expectIn(181);
    expect(await caseOf(id)).toMatchObject({ phase: 'detention' });
    await worker.processes.runDue(addDays(TODAY, 1));
    await settled();
    expect(await caseOf(id)).toMatchObject({ phase: 'pre-release' });
  });

  it('is changed at the revision that a reader saw of each part', async () => {
    const id = await enrolled();
    await accepted(amina, `cases/${id}/write-note`, { text: 'Première visite.' });
    const { headers } = await place.ask(`/v1/cases/${id}`, { as: amina });
    const noted = () =>
      place.send(
        `/v1/cases/${id}/write-note`,
        { text: 'Suite.' },
        { as: amina, headers: { 'if-match': headers['etag'] ?? '' } },
      );
    expect((await noted()).statusCode).toBe(201);
    expect((await noted()).statusCode).toBe(412);
  });

  it('reads the same when every read model is built again', async () => {
    await settled();
    for (const { name } of projections)
      expect({ name, differ: await worker.projections.compare(name) }).toEqual({ name, differ: [] });
  });
});
