import { type LocalDate, Refused } from '#libs/kernel';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsId, IsLocalDate, IsText } from '../fields/command-fields.ts';
import { IsListOf } from '../fields/list-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { GOAL_KINDS, type GoalKind, LifePlanAgreed } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

class Goal {
  @IsId() readonly goalId: string;
  @IsOneOf(GOAL_KINDS) readonly kind: GoalKind;
  @IsText(2000) readonly text: string;
}

/** The goals that the person and the worker agree on; a later plan takes the place of the one before. */
export class AgreeLifePlan extends CaseworkCommand {
  @IsListOf(Goal, 1) readonly goals: Goal[];
  @IsLocalDate() readonly agreedOn: LocalDate;
}

export const agreeLifePlan = commandTo(caseFile, AgreeLifePlan, {
  sentBy: ['social-worker', 'centre-manager'],
  happenedOn: (command) => command.agreedOn,
  decide(caseFile, { goals, agreedOn }, { today }) {
    openCase(caseFile);
    if (agreedOn > today) throw new Refused('case.date-in-future');
    if (new Set(goals.map(({ goalId }) => goalId.toLowerCase())).size < goals.length) {
      throw new Refused('case.duplicate-goal');
    }
    return LifePlanAgreed({ goals, agreedOn });
  },
});
