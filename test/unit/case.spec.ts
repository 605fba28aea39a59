import {
  agreeLifePlan,
  assignWorker,
  beneficiary,
  CaseClosed,
  caseFile,
  ClosureRequested,
  concludeInquiry,
  custody,
  DeathRecorded,
  DiagnosisSubmitted,
  enrolInmate,
  ExpectedReleaseSet,
  InquiryConcluded,
  LifePlanAgreed,
  NoteWritten,
  ObstacleRecorded,
  recordObstacle,
  recordSkill,
  recordWish,
  SkillRecorded,
  submitDiagnosis,
  WishRecorded,
  WorkerAssigned,
  writeNote,
} from '#libs/casework';
import { after, given } from '../support/given-when-then.ts';
import { admitted, enrolled, registered, released } from '../support/person-facts.ts';

const alive = after(beneficiary, registered());
const dead = after(beneficiary, registered(), DeathRecorded({ diedOn: '2026-04-01' }));
const inside = { beneficiary: alive, custody: after(custody, admitted()) };
const outside = { beneficiary: alive, custody: after(custody, admitted(), released()) };
const enrolment = { centre: 'CAR-AGA', enrolledOn: '2026-05-04', agreedOn: '2026-05-01' } as const;
const because = 'La personne a ouvert son atelier';
const open = given(caseFile, enrolled());

describe('enrol-inmate: accompaniment begins', () => {
  const unknown = given(caseFile);

  it('enrols a person inside, in the detention phase', () =>
    unknown
      .when(enrolInmate, { ...enrolment, referredBy: 'self' }, inside)
      .then(enrolled({ ...enrolment, referredBy: 'self', phase: 'detention' })));

  it.each([
    ['2026-11-28', 'pre-release'],
    ['2026-11-29', 'detention'],
  ] as const)('is in the pre-release phase from 180 days before the release: expected on %s, %s', (expectedOn, phase) =>
    unknown
      .when(enrolInmate, enrolment, {
        ...inside,
        custody: after(custody, admitted(), ExpectedReleaseSet({ expectedOn })),
      })
      .then(enrolled({ ...enrolment, phase })),
  );

  it('enrols a person released within the last 24 months, in the released phase', () =>
    unknown
      .when(enrolInmate, enrolment, { ...outside, today: '2028-02-12' })
      .then(enrolled({ ...enrolment, phase: 'released' })));

  it('refuses a release more than 24 months ago', () =>
    unknown.when(enrolInmate, enrolment, { ...outside, today: '2028-02-13' }).thenRefused('case.release-too-old'));

  it('refuses someone who was never in custody', () =>
    unknown.when(enrolInmate, enrolment, { ...inside, custody: custody.initial }).thenRefused('case.no-custody'));

  it('refuses a second open case', () => open.when(enrolInmate, enrolment, inside).thenRefused('case.already-open'));

  it('enrols again after the case was closed, from nothing', () => {
    const past = [
      enrolled(),
      WishRecorded({ trade: 'sewing', rank: 1 }),
      ClosureRequested({ outcome: 'moved', because }),
      CaseClosed({ closedOn: '2026-01-05', outcome: 'moved' }),
    ];
    given(caseFile, ...past)
      .when(enrolInmate, enrolment, inside)
      .then(enrolled(enrolment));
    expect(after(caseFile, ...past, enrolled(enrolment))).toEqual(after(caseFile, enrolled(enrolment)));
  });

  it('refuses someone who was never registered', () =>
    unknown
      .when(enrolInmate, enrolment, { ...inside, beneficiary: beneficiary.initial })
      .thenRefused('beneficiary.not-registered'));

  it('refuses someone who died, outside or in custody', () => {
    const diedInside = after(custody, admitted(), released({ reason: 'death-in-custody' }));
    unknown.when(enrolInmate, enrolment, { ...inside, beneficiary: dead }).thenRefused('beneficiary.deceased');
    unknown.when(enrolInmate, enrolment, { ...inside, custody: diedInside }).thenRefused('beneficiary.deceased');
  });

  it.each([
    ['that lies ahead', { enrolledOn: '2026-06-02' }, 'case.enrolled-in-future'],
    ['before the admission', { enrolledOn: '2025-01-09' }, 'case.enrolled-before-admission'],
    ['before the person agreed', { agreedOn: '2026-05-05' }, 'case.agreed-later-than-enrolment'],
  ])('refuses an enrolment %s', (_title, change, code) =>
    unknown.when(enrolInmate, { ...enrolment, ...change }, inside).thenRefused(code),
  );

  it('places the case with its centre and the province the centre stands in', () =>
    expect(caseFile.places(after(caseFile, enrolled()))).toEqual({ provinces: ['MA-AGD'], centres: ['CAR-AGA'] }));
});

describe('the worker and the diagnosis', () => {
  it('assigns a worker, and refuses the one who holds the case', () => {
    open.when(assignWorker, { workerId: 'amina' }).then(WorkerAssigned({ workerId: 'amina' }));
    given(caseFile, enrolled(), WorkerAssigned({ workerId: 'amina' }))
      .when(assignWorker, { workerId: 'amina' })
      .thenRefused('case.worker-already-assigned');
  });

  it('records skills and wishes in any trade, whoever the person is', () => {
    open
      .when(recordSkill, { trade: 'carpentry', level: 'some' })
      .then(SkillRecorded({ trade: 'carpentry', level: 'some' }));
    open.when(recordWish, { trade: 'carpentry', rank: 1 }).then(WishRecorded({ trade: 'carpentry', rank: 1 }));
  });

  it('keeps the last level and rank of each trade', () =>
    expect(
      after(
        caseFile,
        enrolled(),
        SkillRecorded({ trade: 'sewing', level: 'some' }),
        SkillRecorded({ trade: 'sewing', level: 'certified' }),
        WishRecorded({ trade: 'sewing', rank: 2 }),
        WishRecorded({ trade: 'pastry', rank: 1 }),
        WishRecorded({ trade: 'sewing', rank: 1 }),
      ),
    ).toMatchObject({ skills: { sewing: 'certified' }, wishes: { sewing: 1, pastry: 1 } }));

  it('refuses a skill or wish that is recorded just so', () => {
    const known = given(
      caseFile,
      enrolled(),
      SkillRecorded({ trade: 'sewing', level: 'some' }),
      WishRecorded({ trade: 'sewing', rank: 2 }),
    );
    known.when(recordSkill, { trade: 'sewing', level: 'some' }).thenRefused('case.nothing-changes');
    known.when(recordWish, { trade: 'sewing', rank: 2 }).thenRefused('case.nothing-changes');
  });

  it('records an obstacle', () =>
    open
      .when(recordObstacle, { kind: 'papers', note: 'Sans CIN' })
      .then(ObstacleRecorded({ kind: 'papers', note: 'Sans CIN' })));

  it('revises a submitted diagnosis by submitting another', () =>
    given(caseFile, enrolled(), DiagnosisSubmitted({ summary: 'Couturière' }))
      .when(submitDiagnosis, { summary: 'Couturière, veut ouvrir un atelier' })
      .then(DiagnosisSubmitted({ summary: 'Couturière, veut ouvrir un atelier' })));

  it('writes a note', () => open.when(writeNote, { text: 'Appelée' }).then(NoteWritten({ text: 'Appelée' })));
});

describe('the inquiry and the life plan', () => {
  const inquiry = { favourable: true, concludedOn: '2026-03-01', summary: 'Famille favorable' };

  it('concludes an inquiry, but not one of tomorrow', () => {
    open.when(concludeInquiry, inquiry).then(InquiryConcluded(inquiry));
    open.when(concludeInquiry, { ...inquiry, concludedOn: '2026-06-02' }).thenRefused('case.inquiry-in-future');
  });

  it('goes by the inquiry that was concluded last, in whatever order they were recorded', () => {
    const later = { favourable: false, concludedOn: '2026-04-01', summary: 'Désaccord' };
    expect(after(caseFile, enrolled(), InquiryConcluded(later), InquiryConcluded(inquiry))).toMatchObject({
      inquiry: { favourable: false, concludedOn: '2026-04-01' },
    });
  });

  const goal = { goalId: '00000000-0000-4000-8000-0000000000f1', kind: 'training', text: 'CAP couture' } as const;

  it('agrees a life plan', () =>
    open
      .when(agreeLifePlan, { goals: [goal], agreedOn: '2026-03-01' })
      .then(LifePlanAgreed({ goals: [goal], agreedOn: '2026-03-01' })));

  it('refuses the same goal twice', () =>
    open
      .when(agreeLifePlan, {
        goals: [goal, { ...goal, goalId: goal.goalId.toUpperCase() }],
        agreedOn: '2026-03-01',
      })
      .thenRefused('case.duplicate-goal'));

  it('refuses a plan agreed tomorrow', () =>
    open.when(agreeLifePlan, { goals: [goal], agreedOn: '2026-06-02' }).thenRefused('case.date-in-future'));
});
