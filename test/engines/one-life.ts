import { addDays, dayInMorocco } from '#libs/kernel';
import { randomUUID } from 'node:crypto';
import type { As } from './api.ts';

export interface Step {
  readonly as: As;
  readonly to: string;
  readonly fields: object;
  readonly events: readonly string[];
  /** The money that has to be set aside before, by a process. */
  readonly needsReserved?: boolean;
}

export interface OneLife {
  readonly person: string;
  readonly agreement: string;
  readonly project: string;
  readonly steps: readonly Step[];
}

const OFFICER: As = ['prison-officer', 'MA-LAA'];
export const WORKER: As = ['social-worker', 'MA-LAA'];
const PROJECTS: As = ['project-officer', 'MA-LAA'];
const MANAGER: As = ['centre-manager', 'CAR-AGA'];
const REGION: As = ['regional-coordinator', 'MA-11'];
const COMMITTEE: As = ['committee-member', 'MA-LAA'];
const SESSION: As = ['committee-member', 'MA-11'];
export const GENERAL: As = ['general-coordinator', '*'];
const FINANCE: As = ['finance', 'MA-LAA'];
export const BUDGET = 3_500_000;

const ago = (days: number) => addDays(dayInMorocco(new Date().toISOString()), -days);

/** From prison to a workshop of her own and out: registered, admitted, enrolled, diagnosed, paid for, approved, released. */
export function oneLife(): OneLife {
  const [person, agreement, project] = [randomUUID(), randomUUID(), randomUUID()];
  const cin = `SH${Number.parseInt(person.slice(0, 5), 16)}`;
  const toPerson = (as: As, command: string, fields: object, ...events: string[]): Step => {
    return { as, to: `/v1/beneficiaries/${person}/${command}`, fields, events };
  };
  const toCustody = (command: string, fields: object, ...events: string[]): Step => {
    return { as: OFFICER, to: `/v1/custodies/${person}/${command}`, fields, events };
  };
  const toCase = (command: string, fields: object, ...events: string[]): Step => {
    return { as: WORKER, to: `/v1/cases/${person}/${command}`, fields, events };
  };
  const toAgreement = (as: As, command: string, fields: object, ...events: string[]): Step => {
    return { as, to: `/v1/agreements/${agreement}/${command}`, fields, events };
  };
  const toProject = (as: As, command: string, fields: object, ...events: string[]): Step => {
    return { as, to: `/v1/projects/${project}/${command}`, fields, events };
  };
  const step = (as: As, name: string, more: object = {}): Step => {
    const approval = { step: name, decidedOn: ago(0), ...more };
    return { ...toProject(as, 'approve-step', approval, 'StepApproved'), needsReserved: true };
  };
  const session = { minutes: { reference: 'PV-12', present: 9, quorum: 7 } };
  const steps = [
    toPerson(OFFICER, 'register-beneficiary', registration(cin), 'BeneficiaryRegistered'),
    toCustody('record-admission', { ...admission, admittedOn: ago(200), registerNumber: cin }, 'AdmissionRecorded'),
    toCase('enrol-inmate', { ...enrolment, enrolledOn: ago(190), agreedOn: ago(190) }, 'InmateEnrolled'),
    toCase('record-skill', { trade: 'sewing', level: 'skilled' }, 'SkillRecorded'),
    toCase('record-wish', { trade: 'sewing', rank: 1 }, 'WishRecorded'),
    toCase('submit-diagnosis', { summary: 'Sews well.' }, 'DiagnosisSubmitted'),
    toCase('conclude-inquiry', { favourable: true, concludedOn: ago(60), summary: 'Supported.' }, 'InquiryConcluded'),
    toAgreement(GENERAL, 'sign-agreement', signature(person), 'AgreementSigned'),
    toAgreement(FINANCE, 'receive-instalment', instalment, 'InstalmentReceived'),
    toProject(PROJECTS, 'propose-project', proposal(person), 'ProjectProposed'),
    toProject(PROJECTS, 'record-feasibility', feasibility, 'FeasibilityRecorded'),
    toProject(PROJECTS, 'submit-project', { agreementId: agreement }, 'ProjectSubmitted'),
    step(MANAGER, 'centre'),
    step(REGION, 'region'),
    step(COMMITTEE, 'committee-review'),
    step(SESSION, 'committee-session', session),
    { ...toProject(GENERAL, 'approve-project', { decidedOn: ago(0) }, 'ProjectApproved'), needsReserved: true },
    toCustody('record-release', { releasedOn: ago(1), reason: 'royal-pardon' }, 'ReleaseRecorded'),
  ];
  return { person, agreement, project, steps };
}

export function registration(cin?: string) {
  return {
    name: { arabic: { given: 'مريم', family: 'السالكي' }, latin: { given: 'Mariem', family: 'Salki' } },
    sex: 'female',
    birthDate: '1991-04-17',
    residence: { province: 'MA-LAA' },
    ...(cin !== undefined && { identifiers: [{ type: 'cin', value: cin }] }),
  };
}

const admission = { kind: 'prison', establishment: 'LAAYOUNE', legalStatus: 'sentenced' };
const enrolment = { centre: 'CAR-AGA', referredBy: 'prison' };
const instalment = { number: 1, receivedOn: ago(250), amountCentimes: 2 * BUDGET, reference: 'VIR-1' };
const feasibility = { favourable: true, concludedOn: ago(40), summary: 'Demand is sure.' };

function signature(reference: string) {
  return {
    reference: `INDH/${reference}`.slice(0, 20),
    programme: 'INDH-2',
    partner: 'CPDH Laâyoune',
    provinces: ['MA-LAA'],
    signedOn: ago(300),
    validFrom: ago(300),
    validUntil: ago(-700),
    envelopeCentimes: 2 * BUDGET,
    perProjectCapCentimes: 5_000_000,
    shares: [{ party: 'INDH', percent: 100 }],
  };
}

function proposal(beneficiaryId: string) {
  return {
    beneficiaryId,
    trade: 'sewing',
    title: 'A sewing workshop',
    province: 'MA-LAA',
    budgetCentimes: BUDGET,
    funding: [{ source: 'agreement', amountCentimes: BUDGET }],
  };
}
