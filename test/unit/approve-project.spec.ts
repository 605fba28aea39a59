import {
  approveProject,
  project,
  ProjectApproved,
  ProjectProposed,
  ProjectSubmitted,
  StepApproved,
} from '#libs/casework';
import { by, given } from '../support/given-when-then.ts';

const proposed = by(
  'omar',
  ProjectProposed({
    beneficiaryId: '00000000-0000-4000-8000-00000000000a',
    trade: 'sewing',
    title: 'Atelier de couture',
    province: 'MA-LAA',
    budgetCentimes: 3_500_000,
    funding: [{ source: 'agreement', amountCentimes: 3_500_000 }],
  }),
);
const submitted = ProjectSubmitted({ agreementId: '00000000-0000-4000-8000-00000000000c' });
const steps = [
  by('nadia', StepApproved({ step: 'centre', decidedOn: '2026-02-01' })),
  by('rachid', StepApproved({ step: 'region', decidedOn: '2026-02-08' })),
  by('salma', StepApproved({ step: 'committee-review', decidedOn: '2026-02-15' })),
  by('khalid', StepApproved({ step: 'committee-session', decidedOn: '2026-03-01' })),
];
const decision = { decidedOn: '2026-03-10' };

describe('approve-project: the general coordinator approves last', () => {
  it('approves a project that passed the four steps', () =>
    given(project, proposed, submitted, ...steps)
      .when(approveProject, decision, { actor: { id: 'general' } })
      .then(ProjectApproved(decision)));

  it('refuses while a step is missing', () =>
    given(project, proposed, submitted, ...steps.slice(0, 3))
      .when(approveProject, decision)
      .thenRefused('project.steps-missing'));

  it('refuses a draft that was never submitted', () =>
    given(project, proposed).when(approveProject, decision).thenRefused('project.not-submitted', { status: 'draft' }));

  it('refuses the one who proposed it', () =>
    given(project, proposed, submitted, ...steps)
      .when(approveProject, decision, { actor: { id: 'omar' } })
      .thenRefused('project.proposer-approves'));

  it('refuses someone who approved an earlier step', () =>
    given(project, proposed, submitted, ...steps)
      .when(approveProject, decision, { actor: { id: 'rachid' } })
      .thenRefused('project.same-approver-twice'));

  it('refuses a decision dated tomorrow', () =>
    given(project, proposed, submitted, ...steps)
      .when(approveProject, { decidedOn: '2026-06-02' })
      .thenRefused('project.decided-in-future'));
});
