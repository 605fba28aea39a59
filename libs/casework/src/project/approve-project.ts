import { type LocalDate, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { agreement, isReservedFor } from '../agreement/agreement.ts';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { project, ProjectApproved, STEPS } from './project.ts';
import { agreementPart, checkApprover, checkDecisionDay, submissionOf } from './submission.ts';

/** The general coordinator's decision, the last of five steps; the agreement's money becomes committed. */
export class ApproveProject extends CaseworkCommand {
  @IsLocalDate() readonly decidedOn: LocalDate;
  @IsOptional() @IsText(2000) readonly remarks?: string;
}

export const approveProject = commandTo(project, ApproveProject, {
  sentBy: ['general-coordinator'],
  happenedOn: (command) => command.decidedOn,
  reads: {
    agreement: [agreement, (_command, project) => (project.status === 'submitted' ? project.agreementId : undefined)],
  },
  decide(project, command, { id, actor, today, agreement }) {
    const submission = submissionOf(project);
    if (submission.steps.length < STEPS.length) throw new Refused('project.steps-missing');
    checkApprover(submission, actor.id);
    checkDecisionDay(submission, command.decidedOn, today);
    if (!isReservedFor(agreement, id, agreementPart(submission))) throw new Refused('project.funds-not-reserved');
    return ProjectApproved({ decidedOn: command.decidedOn, remarks: command.remarks });
  },
});
