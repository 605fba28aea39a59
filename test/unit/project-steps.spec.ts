import {
  approveStep,
  FeasibilityRecorded,
  FundingRefused,
  project,
  ProjectRejected,
  ProjectRevised,
  ProjectWithdrawn,
  recordFeasibility,
  refuseFunding,
  rejectProject,
  requestRevision,
  reviseProject,
  RevisionRequested,
  StepApproved,
  withdrawProject,
} from '#libs/casework';
import { AGREEMENT, idOf, proposed, submitted } from '../support/agreement-facts.ts';
import { by, given } from '../support/given-when-then.ts';

const nadia = { actor: { id: 'nadia', role: 'centre-manager' } };
const rachid = { actor: { id: 'rachid', role: 'regional-coordinator' } };
const salma = { actor: { id: 'salma', role: 'committee-member' } };
const khalid = { actor: { id: 'khalid', role: 'committee-member' } };
const minutes = { reference: 'PV 7/2026', present: 5, quorum: 5 };

const centre = by('nadia', StepApproved({ step: 'centre', decidedOn: '2026-02-01' }));
const region = by('rachid', StepApproved({ step: 'region', decidedOn: '2026-02-08' }));
const review = by('salma', StepApproved({ step: 'committee-review', decidedOn: '2026-02-15' }));
const because = 'Devis à refaire';

describe('approve-step: centre, region, committee review, committee session', () => {
  const atSession = given(project, proposed(), submitted(), centre, region, review);
  const session = { step: 'committee-session', decidedOn: '2026-03-01', minutes } as const;

  it('begins with the centre manager', () =>
    given(project, proposed(), submitted())
      .when(approveStep, { step: 'centre', decidedOn: '2026-02-01' }, nadia)
      .then(StepApproved({ step: 'centre', decidedOn: '2026-02-01' })));

  it('refuses the region before the centre', () =>
    given(project, proposed(), submitted())
      .when(approveStep, { step: 'region', decidedOn: '2026-02-01' }, rachid)
      .thenRefused('project.step-out-of-order'));

  it('refuses a step that was already taken', () =>
    given(project, proposed(), submitted(), centre)
      .when(approveStep, { step: 'centre', decidedOn: '2026-02-02' }, { actor: { id: 'x', role: 'centre-manager' } })
      .thenRefused('project.step-out-of-order'));

  it.each(['centre', 'committee-review', 'committee-session'] as const)(
    'refuses that the regional coordinator takes the step %s',
    (step) =>
      given(project, proposed(), submitted())
        .when(approveStep, { step, decidedOn: '2026-02-01', minutes }, rachid)
        .thenRefused('project.role-not-of-step'),
  );

  it('refuses the one who proposed it', () =>
    given(project, proposed(), submitted())
      .when(approveStep, { step: 'centre', decidedOn: '2026-02-01' }, { actor: { id: 'omar', role: 'centre-manager' } })
      .thenRefused('project.proposer-approves'));

  it('refuses that one committee member takes both steps of the committee', () =>
    atSession.when(approveStep, session, salma).thenRefused('project.same-approver-twice'));

  it('takes the session of another committee member with its minutes', () =>
    atSession.when(approveStep, session, khalid).then(StepApproved(session)));

  it('refuses a session without minutes', () =>
    atSession.when(approveStep, { ...session, minutes: undefined }, khalid).thenRefused('project.minutes-missing'));

  it('refuses a session that missed its quorum by one', () =>
    atSession
      .when(approveStep, { ...session, minutes: { ...minutes, present: 4 } }, khalid)
      .thenRefused('project.quorum-missing'));

  it('refuses a decision dated tomorrow', () =>
    atSession
      .when(approveStep, { ...session, decidedOn: '2026-06-02' }, khalid)
      .thenRefused('project.decided-in-future'));

  it('refuses a decision before the step before it', () =>
    atSession
      .when(approveStep, { ...session, decidedOn: '2026-02-14' }, khalid)
      .thenRefused('project.decided-before-last-step'));

  it('refuses a draft', () =>
    given(project, proposed())
      .when(approveStep, { step: 'centre', decidedOn: '2026-02-01' }, nadia)
      .thenRefused('project.not-submitted', { status: 'draft' }));

  it('begins anew after a revision', () =>
    given(project, proposed(), submitted(), centre, region, RevisionRequested({ because }), submitted())
      .when(approveStep, { step: 'centre', decidedOn: '2026-04-01' }, nadia)
      .then(StepApproved({ step: 'centre', decidedOn: '2026-04-01' })));
});

describe('what a draft takes', () => {
  const study = { favourable: true, concludedOn: '2026-01-20', summary: 'Marché local suffisant' };

  it('records a feasibility study', () =>
    given(project, proposed()).when(recordFeasibility, study).then(FeasibilityRecorded(study)));

  it('refuses a study dated tomorrow', () =>
    given(project, proposed())
      .when(recordFeasibility, { ...study, concludedOn: '2026-06-02' })
      .thenRefused('project.concluded-in-future'));

  it('refuses a study once submitted', () =>
    given(project, proposed(), submitted())
      .when(recordFeasibility, study)
      .thenRefused('project.not-draft', { status: 'submitted' }));

  it('takes another budget with its funding', () => {
    const revised = { budgetCentimes: 20, funding: [{ source: 'own' as const, amountCentimes: 20 }], because };
    given(project, proposed()).when(reviseProject, revised).then(ProjectRevised(revised));
  });

  it.each([{ budgetCentimes: 3_400_000 }, { funding: [{ source: 'own' as const, amountCentimes: 1 }] }])(
    'refuses a revision after which the funding is not the budget: %j',
    (change) =>
      given(project, proposed())
        .when(reviseProject, { ...change, because })
        .thenRefused('project.funding-not-budget'),
  );

  it('refuses a revision that changes nothing', () =>
    given(project, proposed()).when(reviseProject, { because }).thenRefused('project.nothing-changes'));

  it('refuses to revise what is submitted', () =>
    given(project, proposed(), submitted())
      .when(reviseProject, { title: 'Atelier', because })
      .thenRefused('project.not-draft', { status: 'submitted' }));
});

describe('how a submission ends', () => {
  it('goes back to draft when a revision is requested', () =>
    given(project, proposed(), submitted(), centre)
      .when(requestRevision, { because }, rachid)
      .then(RevisionRequested({ because })));

  it('is rejected by the coordinator', () =>
    given(project, proposed(), submitted())
      .when(rejectProject, { because }, rachid)
      .then(ProjectRejected({ because })));

  it('goes back to draft when the agreement has no money for it', () => {
    const refusal = { agreementId: AGREEMENT, because: 'agreement.envelope-exceeded' };
    given(project, proposed(), submitted()).when(refuseFunding, refusal).then(FundingRefused(refusal));
  });

  it('is not touched by the refusal of another agreement', () =>
    given(project, proposed(), submitted())
      .when(refuseFunding, { agreementId: idOf('d'), because: 'agreement.closed' })
      .thenRefused('project.other-agreement'));

  it.each([
    ['request-revision', requestRevision],
    ['reject-project', rejectProject],
  ])('%s is refused on a draft', (_name, declaration) =>
    given(project, proposed()).when(declaration, { because }).thenRefused('project.not-submitted', { status: 'draft' }),
  );

  it.each([[[]], [[submitted()]]])('is withdrawn by its holder before it is decided', (facts) =>
    given(project, proposed(), ...facts)
      .when(withdrawProject, { because })
      .then(ProjectWithdrawn({ because })),
  );

  it('is not withdrawn twice', () =>
    given(project, proposed(), ProjectWithdrawn({ because }))
      .when(withdrawProject, { because })
      .thenRefused('project.not-active'));
});
