import { type Idmaj, openIdmaj } from '#libs/assembly';
import { type AnyCommandDeclaration, commands } from '#libs/casework';
import { History } from '#libs/history';
import { readConfiguration, SetClock } from '#libs/kernel';
import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Sent {
  readonly as?: string;
  readonly unit?: string;
  readonly role?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
}

/** A foundation in a temporary folder whose clock the test moves, with its projections following. */
export class HistoryWorkplace {
  private constructor(
    readonly folder: string,
    readonly clock: SetClock,
    readonly idmaj: Idmaj,
    readonly runner: ProjectionRunner,
    readonly history: History,
  ) {}

  static async open(): Promise<HistoryWorkplace> {
    const folder = await mkdtemp(join(tmpdir(), 'idmaj-history-'));
    const clock = new SetClock('2026-01-05T09:00:00.000Z');
    const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder }), { clock });
    const runner = new ProjectionRunner({ ...idmaj, projections });
    await runner.start();
    return new HistoryWorkplace(folder, clock, idmaj, runner, new History(idmaj));
  }

  /** From then on everything is recorded on this day, at ten in the morning UTC. */
  on(day: string): this {
    this.clock.set(`${day}T10:00:00.000Z`);
    return this;
  }

  /** Sends a command by its name, by default in the role that may send it first. */
  async send(name: string, id: string, fields: object, { as = 'salma', unit = '*', role, ...ids }: Sent = {}) {
    const declaration = commands.find((one: AnyCommandDeclaration) => one.name === name);
    if (!declaration) throw new Error(`There is no command ${name}.`);
    return this.idmaj.desk.send({
      declaration,
      id,
      fields: Object.assign(new declaration.command(), fields),
      commandId: randomUUID(),
      actor: { id: as, role: role ?? declaration.sentBy[0] ?? '', unit },
      channel: 'http',
      ...ids,
    });
  }

  async close(): Promise<void> {
    await this.runner.stop();
    await this.idmaj.close();
    await rm(this.folder, { recursive: true });
  }
}

/** Malika: registered and admitted in January, enrolled, released on 12 February, which is recorded on the 15th. */
export async function malikaIsReleased(place: HistoryWorkplace): Promise<string> {
  const id = randomUUID();
  await place.on('2026-01-05').send('register-beneficiary', id, {
    name: { latin: { given: 'Malika', family: 'Oubella' }, arabic: { given: 'مليكة', family: 'أوبلا' } },
    sex: 'female',
    birthDate: '1990-03-21',
    residence: { province: 'MA-LAA' },
  });
  const admission = { kind: 'prison', establishment: 'LAAYOUNE', admittedOn: '2026-01-04', legalStatus: 'sentenced' };
  await place.send('record-admission', id, admission, { as: 'hassan' });
  const enrolment = { centre: 'CAR-AGA', enrolledOn: '2026-01-20', agreedOn: '2026-01-19' };
  await place.on('2026-01-20').send('enrol-inmate', id, enrolment, { as: 'amina', role: 'social-worker' });
  const release = { releasedOn: '2026-02-12', reason: 'royal-pardon' };
  await place.on('2026-02-15').send('record-release', id, release, { as: 'hassan' });
  return id;
}

/** On the 20th the steward finds that it was the 13th. */
export async function theReleaseIsCorrected(place: HistoryWorkplace, id: string): Promise<void> {
  const correction = { releasedOn: '2026-02-13', because: 'Le registre de la prison dit le 13.' };
  await place.on('2026-02-20').send('correct-release', id, correction, { as: 'rachid' });
}

export const CENTIMES = 3_500_000;

/** An agreement of 100,000 MAD for Laâyoune, valid this year. */
export async function anAgreementIsSigned(place: HistoryWorkplace): Promise<string> {
  const id = randomUUID();
  await place.send('sign-agreement', id, {
    reference: 'INDH/2026/14',
    programme: 'INDH-2',
    partner: 'CPDH Laâyoune',
    provinces: ['MA-LAA'],
    signedOn: '2026-01-05',
    validFrom: '2026-01-05',
    validUntil: '2026-12-31',
    envelopeCentimes: 10_000_000,
    shares: [{ party: 'INDH', percent: 100 }],
  });
  return id;
}

/** A sewing workshop for which the agreement reserves its whole budget, all on the 2nd of March. */
export async function aProjectIsSubmitted(place: HistoryWorkplace, beneficiaryId: string, agreementId: string) {
  const project = randomUUID();
  const by = { as: 'omar' };
  const social = { as: 'amina', role: 'social-worker' };
  const favourable = { favourable: true, concludedOn: '2026-03-01', summary: 'Marché local suffisant' };
  place.on('2026-03-02');
  await place.send('record-skill', beneficiaryId, { trade: 'sewing', level: 'some' }, social);
  await place.send('record-skill', beneficiaryId, { trade: 'sewing', level: 'skilled' }, social);
  await place.send('record-wish', beneficiaryId, { trade: 'sewing', rank: 1 }, social);
  await place.send('conclude-inquiry', beneficiaryId, favourable, social);
  const funding = [{ source: 'agreement', amountCentimes: CENTIMES }];
  const proposal = { title: 'Atelier de couture', trade: 'sewing', province: 'MA-LAA', budgetCentimes: CENTIMES };
  await place.send('propose-project', project, { beneficiaryId, ...proposal, funding }, by);
  await place.send('record-feasibility', project, favourable, by);
  const correlationId = randomUUID();
  await place.send('submit-project', project, { agreementId }, { ...by, correlationId });
  const submitted = (await place.idmaj.events.readStream(`project-${project}`)).at(-1);
  const reservation = { projectId: project, amountCentimes: CENTIMES, province: 'MA-LAA' };
  const cause = { correlationId, ...(submitted && { causationId: submitted.id }) };
  await place.send('reserve-funds', agreementId, reservation, { as: 'project-funding', role: 'process', ...cause });
  return { project, correlationId };
}
