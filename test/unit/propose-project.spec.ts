import {
  agreement,
  AgreementClosed,
  CaseClosed,
  caseFile,
  FeasibilityRecorded,
  InmateEnrolled,
  InquiryConcluded,
  project,
  ProjectProposed,
  ProjectWithdrawn,
  proposeProject,
  SkillRecorded,
  submitProject,
  WishRecorded,
} from '#libs/casework';
import { AGREEMENT, idOf, proposed, signed, submitted } from '../support/agreement-facts.ts';
import { after, given } from '../support/given-when-then.ts';

const enrolled = InmateEnrolled({
  centre: 'CAR-AGA',
  enrolledOn: '2025-11-01',
  agreedOn: '2025-10-30',
  phase: 'detention',
});
const wish = WishRecorded({ trade: 'sewing', rank: 2 });
const skill = SkillRecorded({ trade: 'sewing', level: 'some' });
const proposal = proposed().data;
const ready = { caseFile: after(caseFile, enrolled, wish, skill), actor: { id: 'omar' } };

describe('propose-project: in a trade the person wants and is qualified for', () => {
  it('proposes it', () => given(project).when(proposeProject, proposal, ready).then(ProjectProposed(proposal)));

  it('refuses a person without a case', () =>
    given(project)
      .when(proposeProject, proposal, { caseFile: after(caseFile) })
      .thenRefused('project.no-open-case'));

  it('refuses a person whose case is closed', () =>
    given(project)
      .when(proposeProject, proposal, {
        caseFile: after(caseFile, enrolled, wish, skill, CaseClosed({ closedOn: '2026-01-01', outcome: 'moved' })),
      })
      .thenRefused('project.no-open-case'));

  it('refuses a trade the person does not wish for', () =>
    given(project)
      .when(proposeProject, proposal, { caseFile: after(caseFile, enrolled, skill) })
      .thenRefused('project.trade-not-wished'));

  it('refuses a trade the person has no skill in', () =>
    given(project)
      .when(proposeProject, proposal, { caseFile: after(caseFile, enrolled, wish) })
      .thenRefused('project.no-skill'));

  it('does not take the level none for a skill', () =>
    given(project)
      .when(proposeProject, proposal, {
        caseFile: after(caseFile, enrolled, wish, SkillRecorded({ trade: 'sewing', level: 'none' })),
      })
      .thenRefused('project.no-skill'));

  it.each([3_499_999, 3_500_001])('refuses funding of %d centimes for a budget of 3,500,000', (amountCentimes) =>
    given(project)
      .when(proposeProject, { ...proposal, funding: [{ source: 'agreement', amountCentimes }] }, ready)
      .thenRefused('project.funding-not-budget'),
  );

  it('refuses a second proposal under the same id', () =>
    given(project, proposed()).when(proposeProject, proposal, ready).thenRefused('project.already-proposed'));

  it('holds the person’s one active project until it ends', () => {
    const held = [{ kind: 'active-project', value: idOf('a'), refusal: 'project.active-elsewhere' }];
    expect(project.claims(after(project, proposed(), submitted()), idOf(1))).toEqual(held);
    expect(project.claims(after(project, proposed(), ProjectWithdrawn({ because: 'départ' })), idOf(1))).toEqual([]);
  });
});

describe('submit-project: with a favourable study and a favourable inquiry', () => {
  const study = FeasibilityRecorded({ favourable: true, concludedOn: '2026-01-20', summary: 'Marché local' });
  const inquiry = (concludedOn: string, favourable = true) =>
    after(caseFile, enrolled, InquiryConcluded({ favourable, concludedOn, summary: 'Famille d’accord' }));
  const context = { agreement: after(agreement, signed()), caseFile: inquiry('2026-02-01') };
  const command = { agreementId: AGREEMENT };

  it('submits the draft to the agreement', () =>
    given(project, proposed(), study).when(submitProject, command, context).then(submitted()));

  it('refuses without a study', () =>
    given(project, proposed()).when(submitProject, command, context).thenRefused('project.feasibility-missing'));

  it('refuses after an unfavourable study', () =>
    given(
      project,
      proposed(),
      study,
      FeasibilityRecorded({ favourable: false, concludedOn: '2026-02-20', summary: 'Concurrence' }),
    )
      .when(submitProject, command, context)
      .thenRefused('project.feasibility-missing'));

  it.each([
    ['without an inquiry', after(caseFile, enrolled)],
    ['after an unfavourable inquiry', inquiry('2026-02-01', false)],
  ])('refuses %s', (_when, file) =>
    given(project, proposed(), study)
      .when(submitProject, command, { ...context, caseFile: file })
      .thenRefused('project.inquiry-missing'),
  );

  it('takes an inquiry of 12 months ago, to the day', () =>
    given(project, proposed(), study)
      .when(submitProject, command, { ...context, caseFile: inquiry('2025-11-15'), today: '2026-11-15' })
      .then(submitted()));

  it('refuses an inquiry older than 12 months', () =>
    given(project, proposed(), study)
      .when(submitProject, command, { ...context, caseFile: inquiry('2025-11-15'), today: '2026-11-16' })
      .thenRefused('project.inquiry-too-old'));

  it.each([
    ['nobody signed', after(agreement)],
    ['that is closed', after(agreement, signed(), AgreementClosed({ closedOn: '2026-05-01', because: 'fin' }))],
  ])('refuses an agreement %s', (_which, other) =>
    given(project, proposed(), study)
      .when(submitProject, command, { ...context, agreement: other })
      .thenRefused('project.agreement-unknown'),
  );

  it('refuses what is submitted already', () =>
    given(project, proposed(), study, submitted())
      .when(submitProject, command, context)
      .thenRefused('project.not-draft', { status: 'submitted' }));
});
