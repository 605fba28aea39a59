import { agreement, approveProject, FundsReserved, project, ProjectApproved, StepApproved } from '#libs/casework';
import {
  AGREEMENT,
  idOf,
  proposed as proposedFor,
  signed,
  submitted as submittedTo,
} from '../support/agreement-facts.ts';
import { after, by, given } from '../support/given-when-then.ts';

const proposed = proposedFor();
const submitted = submittedTo();
const steps = [
  by('nadia', StepApproved({ step: 'centre', decidedOn: '2026-02-01' })),
  by('rachid', StepApproved({ step: 'region', decidedOn: '2026-02-08' })),
  by('salma', StepApproved({ step: 'committee-review', decidedOn: '2026-02-15' })),
  by('khalid', StepApproved({ step: 'committee-session', decidedOn: '2026-03-01' })),
];
const decision = { decidedOn: '2026-03-10' };
const setAside = after(
  agreement,
  signed(),
  FundsReserved({ projectId: idOf(1), amountCentimes: 3_500_000, province: 'MA-LAA' }),
);
const general = { id: idOf(1), actor: { id: 'general' }, agreement: setAside };

describe('approve-project: the general coordinator approves last', () => {
  it('approves a project that passed the four steps', () =>
    given(project, proposed, submitted, ...steps)
      .when(approveProject, decision, general)
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

  it('refuses a decision before the last step', () =>
    given(project, proposed, submitted, ...steps)
      .when(approveProject, { decidedOn: '2026-02-28' })
      .thenRefused('project.decided-before-last-step'));

  it('refuses while the agreement has not set the money aside', () =>
    given(project, proposed, submitted, ...steps)
      .when(approveProject, decision, { ...general, agreement: after(agreement, signed()) })
      .thenRefused('project.funds-not-reserved'));

  it('refuses while what is set aside is that of an earlier submission', () =>
    given(project, proposedFor(3_600_000), submitted, ...steps)
      .when(approveProject, decision, general)
      .thenRefused('project.funds-not-reserved'));

  it('asks the agreement the project was submitted to', () => {
    const [, agreementOf] = approveProject.reads['agreement'] ?? [];
    expect(agreementOf?.({} as never, after(project, proposed, submitted), idOf(1))).toBe(AGREEMENT);
  });
});
