import { Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { IsCentimes, IsText } from '../fields/command-fields.ts';
import { IsListOf } from '../fields/list-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { checkFundingIsBudget, Funding } from './funding.ts';
import { project, ProjectRevised } from './project.ts';
import { draftOf } from './submission.ts';

/** Changes a draft; what is left out stays as it was. */
export class ReviseProject extends CaseworkCommand {
  @IsOptional() @IsText(120) readonly title?: string;
  @IsOptional() @IsCentimes(1) readonly budgetCentimes?: number;
  @IsOptional() @IsListOf(Funding, 1) readonly funding?: Funding[];
  @IsText(2000) readonly because: string;
}

export const reviseProject = commandTo(project, ReviseProject, {
  sentBy: ['project-officer'],
  decide(project, { title, budgetCentimes, funding, because }) {
    const draft = draftOf(project);
    if (title === undefined && budgetCentimes === undefined && funding === undefined) {
      throw new Refused('project.nothing-changes');
    }
    checkFundingIsBudget(budgetCentimes ?? draft.budgetCentimes, funding ?? draft.funding);
    const parts = funding?.map(({ source, amountCentimes }) => ({ source, amountCentimes }));
    return ProjectRevised({ title, budgetCentimes, funding: parts, because });
  },
});
