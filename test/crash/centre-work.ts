import { addDays, idFrom, type LocalDate } from '#libs/kernel';
import { numbersFrom } from '../support/prison-lists.ts';

/** One command as it is sent over HTTP; sent again, it has the same key. */
export interface Step {
  readonly path: string;
  readonly stream: string;
  readonly role: string;
  readonly key: string;
  readonly fields: object;
}

const PROVINCES = ['MA-LAA', 'MA-AGD', 'MA-TIZ', 'MA-GUE', 'MA-OUD'] as const;
export const AGREEMENT = 'agreement that pays for everything';

/** What is there before anybody comes: one agreement with money for every project there will be. */
export function agreementSteps(seed: string, today: LocalDate): Step[] {
  const id = idFrom(seed, AGREEMENT);
  const signedOn = addDays(today, -400);
  const signing = {
    reference: '2025/011',
    programme: 'INDH-2',
    partner: 'CPDH',
    provinces: [...PROVINCES],
    signedOn,
    validFrom: signedOn,
    validUntil: addDays(today, 700),
    envelopeCentimes: 900_000_000_000,
    shares: [
      { party: 'INDH', percent: 70 },
      { party: 'Fondation', percent: 30 },
    ],
  };
  return [step(seed, 'agreement', 'agreements', id, 'sign-agreement', 'general-coordinator', signing)];
}

/** The commands of one person's way, some of them twice as long as others; the same for the same seed and number. */
export function lifeSteps(seed: string, number: number, today: LocalDate): Step[] {
  const below = numbersFrom(Number.parseInt(idFrom(seed, 'life', String(number)).slice(0, 8), 16));
  const id = idFrom(seed, 'person', String(number));
  const projectId = idFrom(seed, 'project', String(number));
  const province = PROVINCES[below(PROVINCES.length)] ?? 'MA-LAA';
  const admittedOn = addDays(today, -300 - below(300));
  const person = (name: string, role: string, fields: object) =>
    step(seed, 'beneficiary', 'beneficiaries', id, name, role, fields);
  const custody = (name: string, fields: object) =>
    step(seed, 'custody', 'custodies', id, name, 'prison-officer', fields);
  const file = (name: string, role: string, fields: object) => step(seed, 'case', 'cases', id, name, role, fields);
  const project = (name: string, fields: object) =>
    step(seed, 'project', 'projects', projectId, name, 'project-officer', fields);
  const isAccompanied = below(10) > 0;
  const steps = [
    person('register-beneficiary', 'prison-officer', {
      name: { arabic: { given: 'أمينة', family: 'الإدريسي' } },
      sex: 'female',
      birthDate: '1991-04-12',
      residence: { province },
      identifiers: [{ type: 'cin', value: `QZ${100_000 + number}` }],
    }),
    custody('record-admission', {
      kind: 'prison',
      establishment: 'LAAYOUNE',
      admittedOn,
      legalStatus: 'sentenced',
      registerNumber: `${7_000_000 + number}`,
      expectedReleaseOn: addDays(today, 30 + below(400)),
    }),
  ];
  if (isAccompanied) {
    const enrolledOn = addDays(admittedOn, 20);
    steps.push(
      file('enrol-inmate', 'prison-officer', {
        centre: 'CAR-AGA',
        enrolledOn,
        agreedOn: enrolledOn,
        referredBy: 'prison',
      }),
      file('record-skill', 'prison-officer', { trade: 'carpentry', level: 'skilled' }),
      file('record-wish', 'prison-officer', { trade: 'carpentry', rank: 1 }),
    );
  }
  if (isAccompanied && below(3) > 0) {
    const budgetCentimes = 1_000_000 + 100 * below(10_000);
    steps.push(
      project('propose-project', {
        beneficiaryId: id,
        trade: 'carpentry',
        title: 'ورشة نجارة',
        province,
        budgetCentimes,
        funding: [{ source: 'agreement', amountCentimes: budgetCentimes }],
      }),
      project('record-feasibility', { favourable: true, concludedOn: addDays(today, -50), summary: 'ok' }),
      project('submit-project', { agreementId: idFrom(seed, AGREEMENT) }),
    );
    if (below(3) === 0) steps.push(project('withdraw-project', { because: 'work' }));
  }
  if (below(4) > 0) {
    const releasedOn = addDays(today, -below(40));
    steps.push(custody('record-release', { releasedOn, reason: 'sentence-served', residence: { province } }));
  }
  return steps;
}

function step(
  seed: string,
  kind: string,
  plural: string,
  id: string,
  name: string,
  role: string,
  fields: object,
): Step {
  const key = idFrom(seed, 'command', kind, id, name);
  return { path: `/v1/${plural}/${id}/${name}`, stream: `${kind}-${id}`, role, key, fields };
}
