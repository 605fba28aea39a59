import { Refused } from '#libs/kernel';
import { caseFile } from '../case/case-file.ts';
import { IsCentimes, IsId, IsText } from '../fields/command-fields.ts';
import { IsListOf } from '../fields/list-fields.ts';
import { IsProvince, IsTrade } from '../fields/place-and-trade-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { checkFundingIsBudget, Funding } from './funding.ts';
import { project, ProjectProposed } from './project.ts';

/** An income-generating project in a trade the person wants and is qualified for; a person has one at a time. */
export class ProposeProject extends CaseworkCommand {
  @IsId() readonly beneficiaryId: string;
  @IsTrade() readonly trade: string;
  @IsText(120) readonly title: string;
  @IsProvince() readonly province: string;
  @IsCentimes(1) readonly budgetCentimes: number;
  @IsListOf(Funding, 1) readonly funding: Funding[];
}

export const proposeProject = commandTo(project, ProposeProject, {
  sentBy: ['project-officer'],
  opens: true,
  reads: { caseFile: [caseFile, (command) => command.beneficiaryId] },
  person: (command) => command.beneficiaryId,
  decide(project, command, { caseFile }) {
    const { trade, title, province, budgetCentimes } = command;
    if (project.status !== 'none') throw new Refused('project.already-proposed');
    checkFundingIsBudget(budgetCentimes, command.funding);
    if (caseFile.status !== 'open') throw new Refused('project.no-open-case');
    if (caseFile.wishes[trade] === undefined) throw new Refused('project.trade-not-wished');
    if ((caseFile.skills[trade] ?? 'none') === 'none') throw new Refused('project.no-skill');
    const beneficiaryId = command.beneficiaryId.toLowerCase();
    const funding = command.funding.map(({ source, amountCentimes }) => ({ source, amountCentimes }));
    return ProjectProposed({ beneficiaryId, trade, title, province, budgetCentimes, funding });
  },
});
