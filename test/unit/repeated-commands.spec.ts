import {
  registerBeneficiary,
  writeNote,
  enrolInmate,
  recordAdmission,
  type AnyCommandDeclaration,
} from '#libs/casework';
import { idOf } from '../support/agreement-facts.ts';
import { type Desk, openDesk } from '../support/open-desk.ts';

const MALIKA = idOf(1);
const officer = { id: 'hassan', role: 'prison-officer', unit: '*' };
const worker = { id: 'amina', role: 'social-worker', unit: '*' };
const person = { name: { latin: { given: 'Malika', family: 'Oubella' } }, sex: 'female', birthYear: 1990 };
const admission = { kind: 'prison', establishment: 'LAAYOUNE', admittedOn: '2025-01-10', legalStatus: 'remand' };
const enrolment = { centre: 'CAR-AGA', enrolledOn: '2025-01-20', agreedOn: '2025-01-20' };
/** The cache of answered commands tells ids apart by their two ends; these three have the same. */
const alike = ['2222', '3333', '4444'].map((middle) => `11111111-${middle}-4333-8444-aaaa55555555`);
const [first = '', second = '', third = ''] = alike;

describe('a command sent again', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
    await send(officer, registerBeneficiary, idOf('a'), person);
    await send(officer, recordAdmission, idOf('b'), admission);
    await send(worker, enrolInmate, idOf('c'), enrolment);
  });
  afterEach(() => desk.stop());

  function send(actor: typeof officer, declaration: AnyCommandDeclaration, commandId: string, fields: object) {
    const command = Object.assign(new declaration.command(), fields);
    return desk.desk.send({ declaration, id: MALIKA, fields: command, commandId, actor, channel: 'http' });
  }
  const write = (commandId: string, text: string) => send(worker, writeNote, commandId, { text });

  it('answers what it answered first, also when more has happened since', async () => {
    const answered = await write(first, 'Appelée');
    await write(idOf('d'), 'Visitée');
    await expect(write(first, 'Appelée')).resolves.toEqual({ ...answered, repeated: true });
  });

  it('is refused when it says something else under the same id', async () => {
    await write(first, 'Appelée');
    await expect(write(first, 'Visitée')).rejects.toMatchObject({ code: 'request.key-reused' });
  });

  it('is a new one where only the ends of its id are those of another', async () => {
    await write(first, 'Appelée');
    await expect(write(second, 'Appelée')).resolves.toMatchObject({ revision: 2, repeated: false });
    const { commands } = await desk.folded.get(writeNote.aggregate, MALIKA);
    expect(commands.size).toBe(2);
    await expect(write(second, 'Appelée')).resolves.toMatchObject({ revision: 2, repeated: true });
    await expect(write(third, 'Visitée')).resolves.toMatchObject({ revision: 3, repeated: false });
  });
});
