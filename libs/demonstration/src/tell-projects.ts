import {
  approveProject,
  approveStep,
  proposeProject,
  recordFeasibility,
  rejectProject,
  requestRevision,
  submitProject,
  withdrawProject,
} from '#libs/casework';
import { agreementFor, cappedAgreement } from './agreements.ts';
import type { Someone } from './people.ts';
import {
  centreFor,
  centreManager,
  committeeMember,
  generalCoordinator,
  projectOfficer,
  regionalCoordinator,
} from './staff.ts';
import { forEach, type Teller } from './teller.ts';
import { FEASIBILITY, PROJECT_TITLES } from './words.ts';

/** How far a project has come, in the order it gets there. */
const ENDINGS = [
  'approved',
  'draft',
  'approved',
  'submitted',
  'centre',
  'approved',
  'region',
  'rejected',
  'approved',
  'committee-review',
  'committee-session',
  'withdrawn',
  'approved',
  'studied',
  'revision',
  'approved',
  'over the cap',
] as const;
type Ending = (typeof ENDINGS)[number];

/** Days before today of each decision. */
const DAYS_AGO = { centre: 40, region: 33, 'committee-review': 26, 'committee-session': 19, approval: 12 } as const;
const STEPS_TAKEN: Readonly<Record<Ending, number>> = {
  draft: 0,
  studied: 0,
  submitted: 0,
  'over the cap': 0,
  withdrawn: 0,
  centre: 1,
  revision: 1,
  region: 2,
  rejected: 2,
  'committee-review': 3,
  'committee-session': 4,
  approved: 4,
};

interface Told {
  readonly someone: Someone;
  readonly id: string;
  readonly ending: Ending;
}

/** Projects at every step. `settled` waits until the agreements have reserved or refused the money. */
export async function tellProjects(
  teller: Teller,
  holders: readonly Someone[],
  settled: () => Promise<void>,
): Promise<void> {
  const told = holders.map((someone, at): Told => {
    const wanted = ENDINGS[at % ENDINGS.length] ?? 'draft';
    const isCapped = cappedAgreement(teller).provinces.includes(someone.province);
    return {
      someone,
      id: teller.id('project', someone.id),
      ending: wanted === 'over the cap' && !isCapped ? 'submitted' : wanted,
    };
  });
  await forEach(told, (project) => tellProposal(teller, project));
  await settled();
  await forEach(told, (project) => tellDecisions(teller, project));
}

async function tellProposal(teller: Teller, { someone, id, ending }: Told): Promise<void> {
  const { chance, trade, province, name } = someone;
  const officer = projectOfficer(centreFor(province));
  const overCap = ending === 'over the cap';
  const budgetCentimes = (overCap ? 140 : chance.between(22, 48)) * 1000 * 100;
  const own = chance.percent(40) ? 0.1 * budgetCentimes : 0;
  await teller.tell(proposeProject, officer, id, {
    beneficiaryId: someone.id,
    trade,
    title: `${PROJECT_TITLES[trade] ?? 'مشروع'} - ${name.arabic.family}`,
    province,
    budgetCentimes,
    funding: [
      { source: 'agreement', amountCentimes: budgetCentimes - own },
      ...(own > 0 ? [{ source: chance.one(['own', 'in-kind'] as const), amountCentimes: own }] : []),
    ],
  });
  if (ending === 'draft') return;
  await teller.tell(recordFeasibility, officer, id, {
    favourable: true,
    concludedOn: teller.daysAgo(chance.between(44, 58)),
    summary: chance.one(FEASIBILITY),
  });
  if (ending === 'studied') return;
  const agreementId = overCap ? cappedAgreement(teller).id : agreementFor(teller, province);
  await teller.tell(submitProject, officer, id, { agreementId });
}

async function tellDecisions(teller: Teller, { someone, id, ending }: Told): Promise<void> {
  const { province } = someone;
  const deciders = {
    centre: centreManager(centreFor(province)),
    region: regionalCoordinator(province),
    'committee-review': committeeMember(province, 'review'),
    'committee-session': committeeMember(province, 'session'),
  } as const;
  const steps = ['centre', 'region', 'committee-review', 'committee-session'] as const;
  for (const step of steps.slice(0, STEPS_TAKEN[ending])) {
    const decidedOn = teller.daysAgo(DAYS_AGO[step]);
    const reference = `PV ${decidedOn.slice(0, 7)} ${province.slice(3)}`;
    const minutes = step === 'committee-session' ? { reference, present: 9, quorum: 7 } : undefined;
    await teller.tell(approveStep, deciders[step], id, { step, decidedOn, minutes }, step);
  }
  if (ending === 'approved') {
    await teller.tell(approveProject, generalCoordinator, id, { decidedOn: teller.daysAgo(DAYS_AGO.approval) });
  } else if (ending === 'rejected') {
    const because = 'النشاط المقترح مشبع في الجماعة، وينصح بإعادة توجيه صاحب المشروع.';
    await teller.tell(rejectProject, deciders.region, id, { because });
  } else if (ending === 'withdrawn') {
    const because = 'التحق صاحب المشروع بعمل مأجور.';
    await teller.tell(withdrawProject, projectOfficer(centreFor(province)), id, { because });
  } else if (ending === 'revision') {
    const because = 'المرجو مراجعة كلفة التجهيزات وإرفاق ثلاثة عروض أثمان.';
    await teller.tell(requestRevision, deciders.region, id, { because });
  }
}
