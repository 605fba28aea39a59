import { agreement, holdsMoneyFor } from '../agreement/agreement.ts';
import { IsId } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { ProjectMoneyNoted } from './case-events.ts';
import { caseFile, isSameMoney, openCase } from './case-file.ts';

/**
 * Tells the case whether an agreement now holds money for a project of the person: until it is committed or free again,
 * the case cannot be closed.
 */
export class NoteProjectMoney extends CaseworkCommand {
  @IsId() readonly projectId: string;
  @IsId() readonly agreementId: string;
}

export const noteProjectMoney = commandTo(caseFile, NoteProjectMoney, {
  sentBy: ['process'],
  reads: { agreement: [agreement, (command) => command.agreementId] },
  decide(caseFile, { projectId, agreementId }, { agreement }) {
    const money = { projectId, agreementId };
    const isOpen = holdsMoneyFor(agreement, projectId);
    if (openCase(caseFile).openMoney.some((each) => isSameMoney(each, money)) === isOpen) return [];
    return ProjectMoneyNoted({ ...money, isOpen });
  },
});
