import { type LocalDate, Refused } from '#libs/kernel';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { IsPart } from '../fields/list-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { project, type Step, StepApproved, STEPS } from './project.ts';
import { checkApprover, checkDecisionDay, submissionOf } from './submission.ts';

const ROLE_OF_STEP: Readonly<Record<Step, string>> = {
  centre: 'centre-manager',
  region: 'regional-coordinator',
  'committee-review': 'committee-member',
  'committee-session': 'committee-member',
};

class Minutes {
  @IsText(100) readonly reference: string;
  @IsInt() @Min(0) @Max(1000) readonly present: number;
  @IsInt() @Min(1) @Max(1000) readonly quorum: number;
}

/** One of the four steps before the general coordinator's approval, each by its own role and its own person. */
export class ApproveStep extends CaseworkCommand {
  @IsIn(STEPS) readonly step: Step;
  @IsLocalDate() readonly decidedOn: LocalDate;
  /** Of the committee's session. */
  @IsOptional() @IsPart(Minutes) readonly minutes?: Minutes;
}

export const approveStep = commandTo(project, ApproveStep, {
  sentBy: ['centre-manager', 'regional-coordinator', 'committee-member'],
  happenedOn: (command) => command.decidedOn,
  decide(project, { step, decidedOn, minutes }, { actor, today }) {
    const submission = submissionOf(project);
    if (actor.role !== ROLE_OF_STEP[step]) throw new Refused('project.role-not-of-step');
    if (step !== STEPS[submission.steps.length]) throw new Refused('project.step-out-of-order');
    checkApprover(submission, actor.id);
    checkDecisionDay(submission, decidedOn, today);
    if (step === 'committee-session') checkQuorum(minutes);
    return StepApproved({ step, decidedOn, minutes: minutes && { ...minutes } });
  },
});

function checkQuorum(minutes: Minutes | undefined): void {
  if (!minutes) throw new Refused('project.minutes-missing');
  if (minutes.present < minutes.quorum) throw new Refused('project.quorum-missing');
}
