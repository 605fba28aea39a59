import { type LocalDate, Refused } from '#libs/kernel';
import type { Project, Proposal, Submission } from './project.ts';

/** The part of the funding that the partnership agreement pays, in centimes. */
export function agreementPart({ funding }: Pick<Proposal, 'funding'>): number {
  return funding
    .filter(({ source }) => source === 'agreement')
    .reduce((sum, { amountCentimes }) => sum + amountCentimes, 0);
}

/** Whom a project is for; undefined also while it was not read yet, as when the sender's reach is checked. */
export function personOf(project: Project | undefined): string | undefined {
  return project === undefined || project.status === 'none' ? undefined : project.beneficiaryId;
}

/** Whether it is under decision with that agreement's money. */
export function isSubmittedTo(
  project: Project,
  agreementId: string,
): project is Extract<Project, { readonly status: 'submitted' }> {
  return project.status === 'submitted' && project.agreementId === agreementId.toLowerCase();
}

/** Whether that agreement pays for it for good. */
export function isApprovedWith(project: Project, agreementId: string): boolean {
  return project.status === 'approved' && project.agreementId === agreementId.toLowerCase();
}

/** The project while it can be worked on. Refuses one that was never proposed or was submitted or decided. */
export function draftOf(project: Project): Proposal {
  if (project.status === 'none') throw new Refused('project.unknown');
  if (project.status !== 'draft') throw new Refused('project.not-draft', { status: project.status });
  return project;
}

/** The project while it is under decision. Refuses any other. */
export function submissionOf(project: Project): Submission {
  if (project.status !== 'submitted') throw new Refused('project.not-submitted', { status: project.status });
  return project;
}

/** Nobody approves what they proposed, nor two steps. */
export function checkApprover(submission: Submission, actorId: string): void {
  if (submission.proposedBy === actorId) throw new Refused('project.proposer-approves');
  if (submission.steps.some(({ by }) => by === actorId)) throw new Refused('project.same-approver-twice');
}

/** Decisions are taken one after the other, and none lies in the future. */
export function checkDecisionDay({ steps }: Submission, decidedOn: LocalDate, today: LocalDate): void {
  if (decidedOn > today) throw new Refused('project.decided-in-future');
  if (decidedOn < (steps.at(-1)?.decidedOn ?? '')) throw new Refused('project.decided-before-last-step');
}
