import {
  addIdentifier,
  type AnyCommandDeclaration,
  enrolInmate,
  recordAdmission,
  recordRelease,
  recordTransfer,
  registerBeneficiary,
  retireIdentifier,
  signAgreement,
  voidRelease,
} from '#libs/casework';
import { idFrom } from '#libs/kernel';
import { idOf, signed } from '../support/agreement-facts.ts';
import { type Desk, openDesk } from '../support/open-desk.ts';

const officer = { id: 'hassan', role: 'prison-officer', unit: 'MA-LAA' };
const steward = { id: 'rachid', role: 'data-steward', unit: '*' };
const worker = { id: 'amina', role: 'social-worker', unit: 'MA-LAA' };

const person = { name: { latin: { given: 'Malika', family: 'Oubella' } }, sex: 'female', birthYear: 1990 };
const cin = { type: 'cin', value: 'JF444194' };
const admission = { kind: 'prison', establishment: 'LAAYOUNE', admittedOn: '2025-01-10', legalStatus: 'remand' };
const release = { releasedOn: '2026-02-12', reason: 'royal-pardon' };
const because = 'Erreur de saisie';

describe('a person’s commands at the desk', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.stop());

  function send(actor: typeof officer, declaration: AnyCommandDeclaration, id: string, fields: object, key = '') {
    const command = Object.assign(new declaration.command(), fields);
    const commandId = idFrom(key || JSON.stringify([declaration.name, id, fields]));
    return desk.desk.send({ declaration, id, fields: command, commandId, actor, channel: 'http' });
  }
  const everywhere = { ...officer, unit: '*' };
  const register = (id: string, fields: object = {}) =>
    send(everywhere, registerBeneficiary, id, { ...person, ...fields });

  it('gives a national card to one of two people registered with it at once', async () => {
    const answers = await Promise.allSettled([
      register(idOf(1), { identifiers: [cin] }),
      register(idOf(2), { identifiers: [{ ...cin, value: 'jf 444194' }] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const known = await Promise.all([1, 2].map((figure) => desk.events.readStream(`beneficiary-${idOf(figure)}`)));
    expect(known.map(({ length }) => length).sort()).toEqual([0, 1]);
  });

  it('lets someone else hold a number that was retired', async () => {
    await register(idOf(1), { identifiers: [cin] });
    await register(idOf(2));
    await expect(send(steward, addIdentifier, idOf(2), cin)).rejects.toMatchObject({
      code: 'beneficiary.identifier-taken',
    });
    await send(steward, retireIdentifier, idOf(1), { ...cin, because });
    await expect(send(steward, addIdentifier, idOf(2), cin, 'again')).resolves.toMatchObject({ repeated: false });
  });

  it('keeps a register number unique within its prison while the episode is open', async () => {
    for (const figure of [1, 2, 3]) await register(idOf(figure));
    const numbered = { ...admission, registerNumber: '24/345' };
    await send(everywhere, recordAdmission, idOf(1), numbered);
    const taken = { code: 'custody.register-number-taken' };
    await expect(send(everywhere, recordAdmission, idOf(2), numbered)).rejects.toMatchObject(taken);
    await send(everywhere, recordAdmission, idOf(2), { ...numbered, establishment: 'TIZNIT' });
    const transfer = { establishment: 'LAAYOUNE', transferredOn: '2025-06-01', registerNumber: '24 / 345' };
    await expect(send(everywhere, recordTransfer, idOf(2), transfer)).rejects.toMatchObject(taken);
    await send(everywhere, recordRelease, idOf(1), release);
    await send(everywhere, recordAdmission, idOf(3), numbered);
    await expect(send(steward, voidRelease, idOf(1), { because })).rejects.toMatchObject(taken);
  });

  it('lets an officer admit to their prison a person from elsewhere, and to no other prison', async () => {
    await register(idOf(1), { residence: { province: 'MA-OUD' } });
    const elsewhere = { ...admission, establishment: 'DAKHLA' };
    await expect(send(officer, recordAdmission, idOf(1), elsewhere)).rejects.toMatchObject({
      code: 'request.not-found',
    });
    await send(officer, recordAdmission, idOf(1), admission);
    await expect(send(officer, recordRelease, idOf(1), release)).resolves.toMatchObject({
      events: ['ReleaseRecorded'],
    });
  });

  it('finds nobody to admit or enrol who was never registered', async () => {
    await expect(send(officer, recordAdmission, idOf(9), admission)).rejects.toMatchObject({
      code: 'request.not-found',
    });
    const enrolment = { centre: 'CAR-AGA', enrolledOn: '2026-03-01', agreedOn: '2026-03-01' };
    await expect(send(worker, enrolInmate, idOf(9), enrolment)).rejects.toMatchObject({ code: 'request.not-found' });
  });

  it('lets a worker enrol who lives or is held in their province, and nobody else', async () => {
    const enrolment = { centre: 'CAR-AGA', enrolledOn: '2026-03-01', agreedOn: '2026-03-01' };
    await register(idOf(1), { residence: { province: 'MA-OUD' } });
    await send(everywhere, recordAdmission, idOf(1), { ...admission, establishment: 'DAKHLA' });
    await expect(send(worker, enrolInmate, idOf(1), enrolment)).rejects.toMatchObject({ code: 'request.not-found' });
    await send(everywhere, recordTransfer, idOf(1), { establishment: 'LAAYOUNE', transferredOn: '2025-06-01' });
    await expect(send(worker, enrolInmate, idOf(1), enrolment, 'again')).resolves.toMatchObject({
      events: ['InmateEnrolled'],
    });
  });

  it('lets an officer see a person no more who was released to another province', async () => {
    await register(idOf(1), { residence: { province: 'MA-OUD' } });
    await send(officer, recordAdmission, idOf(1), admission);
    await send(officer, recordRelease, idOf(1), release);
    const added = send(officer, addIdentifier, idOf(1), cin);
    await expect(added).rejects.toMatchObject({ code: 'request.not-found' });
  });

  it('leaves whom no place holds to those who knew the person last', async () => {
    const somewhereElse = { ...officer, unit: 'MA-OUD' };
    await send(officer, registerBeneficiary, idOf(1), person);
    await expect(send(somewhereElse, addIdentifier, idOf(1), cin)).rejects.toMatchObject({ code: 'request.not-found' });
    await expect(send(officer, addIdentifier, idOf(1), cin, 'own')).resolves.toMatchObject({ repeated: false });
    await send(somewhereElse, recordAdmission, idOf(1), { ...admission, establishment: 'DAKHLA' });
    await send(somewhereElse, recordRelease, idOf(1), release);
    const enrolment = { centre: 'CAR-DAK', enrolledOn: '2026-03-01', agreedOn: '2026-03-01' };
    await expect(send(somewhereElse, enrolInmate, idOf(1), enrolment)).resolves.toMatchObject({ repeated: false });
    await expect(send(officer, addIdentifier, idOf(1), cin, 'late')).rejects.toMatchObject({
      code: 'request.not-found',
    });
  });
});

it('an agreement is signed for a province of the signer’s unit', async () => {
  const desk = await openDesk();
  const finance = { id: 'fatima', role: 'finance', unit: 'MA-LAA' };
  const sign = (figure: number, provinces: readonly string[]) => {
    const fields = { ...signed().data, provinces };
    const command = Object.assign(new signAgreement.command(), fields);
    const sent = { declaration: signAgreement, id: idOf(figure), fields: command, commandId: idFrom(String(figure)) };
    return desk.desk.send({ ...sent, actor: finance, channel: 'http' });
  };
  await expect(sign(1, ['MA-TIZ'])).rejects.toMatchObject({ code: 'request.not-found' });
  await expect(sign(2, ['MA-TIZ', 'MA-LAA'])).resolves.toMatchObject({ events: ['AgreementSigned'] });
  await desk.stop();
});
