import {
  agreeLifePlan,
  assignWorker,
  changeLegalStatus,
  concludeInquiry,
  enrolInmate,
  recordAdmission,
  recordObstacle,
  recordSkill,
  recordWish,
  registerBeneficiary,
  setExpectedRelease,
  submitDiagnosis,
  writeNote,
} from '#libs/casework';
import { addDays } from '#libs/kernel';
import type { Someone } from './people.ts';
import { centreFor, centreManager, prisonOfficer, socialWorker } from './staff.ts';
import type { Teller } from './teller.ts';
import { CHILD_DIAGNOSIS, DIAGNOSES, GOALS, INQUIRIES, NOTES, OBSTACLE_NOTES, UNFAVOURABLE_INQUIRY } from './words.ts';

/** The person becomes known and comes into custody; the expected day of release follows where there is one. */
export async function tellArrival(teller: Teller, someone: Someone): Promise<void> {
  const { id, chance, name, isWoman, isChild, birthDate, province, establishment, cin, admittedOn } = someone;
  const officer = prisonOfficer(establishment);
  await teller.tell(registerBeneficiary, officer, id, {
    name,
    sex: isWoman ? 'female' : 'male',
    birthDate,
    residence: { province },
    identifiers: cin === undefined ? [] : [{ type: 'cin', value: cin }],
    placingCourt: isChild ? 'المحكمة الابتدائية، قسم الأحداث' : undefined,
  });
  const expectedReleaseOn = teller.daysAgo(-chance.between(25, 900));
  await teller.tell(recordAdmission, officer, id, {
    kind: isChild ? 'child-placement' : 'prison',
    establishment,
    admittedOn,
    legalStatus: someone.legalStatus,
    registerNumber: isChild ? undefined : someone.registerNumber,
    expectedReleaseOn: someone.legalStatus === 'sentenced' ? expectedReleaseOn : undefined,
  });
  if (someone.legalStatus === 'remand' && chance.percent(50)) {
    const since = addDays(admittedOn, chance.between(40, 59));
    await teller.tell(changeLegalStatus, officer, id, { legalStatus: 'sentenced', since });
    await teller.tell(setExpectedRelease, officer, id, { expectedOn: expectedReleaseOn, basis: 'sentence' });
  }
}

/** The case from enrolment to the life plan, as far as this person's has come. */
export async function tellCase(teller: Teller, someone: Someone): Promise<void> {
  const { id, chance, number, isChild, establishment, province, enrolledOn, trade } = someone;
  if (enrolledOn === undefined) return;
  const officer = prisonOfficer(establishment);
  const centre = centreFor(province);
  const worker = socialWorker(centre, number);
  await teller.tell(enrolInmate, officer, id, {
    centre,
    enrolledOn,
    agreedOn: addDays(enrolledOn, -chance.between(0, 6)),
    referredBy: isChild ? 'child-protection' : chance.one(['prison', 'prison', 'self', 'family', 'partner'] as const),
  });
  await teller.tell(assignWorker, centreManager(centre), id, { workerId: worker.id });
  if (!isChild) {
    const level = hasProject(someone)
      ? chance.one(['skilled', 'certified'] as const)
      : chance.one(['none', 'some', 'skilled'] as const);
    await teller.tell(recordSkill, officer, id, { trade, level });
    await teller.tell(recordWish, officer, id, { trade, rank: 1 });
    const second = chance.one(['cooking', 'painting', 'traditional-crafts'].filter((other) => other !== trade));
    if (chance.percent(40)) await teller.tell(recordWish, officer, id, { trade: second, rank: 2 }, 'second');
  }
  if (chance.percent(65)) {
    const kind = chance.one(['papers', 'papers', 'family', 'housing', 'education', 'debt', 'health'] as const);
    await teller.tell(recordObstacle, officer, id, { kind, note: OBSTACLE_NOTES[kind] });
  }
  const isDiagnosed = hasProject(someone) || chance.percent(80);
  if (!isDiagnosed) return;
  await teller.tell(submitDiagnosis, worker, id, { summary: isChild ? CHILD_DIAGNOSIS : chance.one(DIAGNOSES) });
  if (isChild || hasProject(someone) || chance.percent(60)) await tellLifePlan(teller, someone);
  if (!isChild && (hasProject(someone) || chance.percent(35))) {
    const favourable = hasProject(someone) || chance.percent(60);
    await teller.tell(concludeInquiry, worker, id, {
      favourable,
      concludedOn: teller.daysAgo(chance.between(60, 104)),
      summary: favourable ? chance.one(INQUIRIES) : UNFAVOURABLE_INQUIRY,
    });
  }
  if (chance.percent(30)) await teller.tell(writeNote, worker, id, { text: chance.one(NOTES) });
}

/** Every third grown-up in accompaniment who is out, or soon to be, proposes a project. */
export function hasProject({ isChild, enrolledOn, releasedOn, number }: Someone): boolean {
  return !isChild && enrolledOn !== undefined && (releasedOn === undefined ? number % 5 === 1 : number % 2 === 0);
}

async function tellLifePlan(teller: Teller, { id, chance, isChild, number, province }: Someone): Promise<void> {
  const kinds = isChild ? (['schooling', 'family'] as const) : (['training', 'papers', 'project'] as const);
  await teller.tell(agreeLifePlan, socialWorker(centreFor(province), number), id, {
    goals: kinds.map((kind) => ({ goalId: teller.id('goal', id, kind), kind, text: GOALS[kind] })),
    agreedOn: teller.daysAgo(chance.between(30, 100)),
  });
}
