import { type LocalDate, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { project, ProjectApproved, STEPS } from './project.ts';

/** The general coordinator's decision, the last of five steps; the agreement's money becomes committed. */
export class ApproveProject extends CaseworkCommand {
  @IsLocalDate() readonly decidedOn: LocalDate;
  @IsOptional() @IsText(2000) readonly remarks?: string;
}

export const approveProject = commandTo(project, ApproveProject, {
  sentBy: ['general-coordinator'],
  happenedOn: (command) => command.decidedOn,
  decide(project, command, { actor, today }) {
    if (project.status !== 'submitted') throw new Refused('project.not-submitted', { status: project.status });
    if (project.steps.length < STEPS.length) throw new Refused('project.steps-missing');
    if (project.proposedBy === actor.id) throw new Refused('project.proposer-approves');
    if (project.steps.some(({ by }) => by === actor.id)) throw new Refused('project.same-approver-twice');
    if (command.decidedOn > today) throw new Refused('project.decided-in-future');
    return ProjectApproved({ decidedOn: command.decidedOn, remarks: command.remarks });
  },
});
