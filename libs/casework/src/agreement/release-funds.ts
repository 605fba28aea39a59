import { Refused } from '#libs/kernel';
import { IsId, IsText } from '../fields/command-fields.ts';
import { project } from '../project/project.ts';
import { isApprovedWith, isSubmittedTo, personOf } from '../project/submission.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { agreement, FundsReleased, heldFor, signedAgreement } from './agreement.ts';

/**
 * A project gives back what was reserved for it; what is committed stays. A project that meanwhile was submitted to
 * this agreement again keeps it.
 */
export class ReleaseFunds extends CaseworkCommand {
  @IsId() readonly projectId: string;
  @IsText(2000) readonly because: string;
}

export const releaseFunds = commandTo(agreement, ReleaseFunds, {
  sentBy: ['process'],
  reads: { project: [project, (command) => command.projectId] },
  person: (_command, { project }) => personOf(project),
  decide(agreement, command, { id, project }) {
    const projectId = command.projectId.toLowerCase();
    if (isSubmittedTo(project, id) || isApprovedWith(project, id)) return [];
    const { reservedCentimes } = heldFor(signedAgreement(agreement), projectId);
    if (reservedCentimes === 0) throw new Refused('agreement.nothing-to-release');
    return FundsReleased({ projectId, amountCentimes: reservedCentimes, because: command.because });
  },
});
