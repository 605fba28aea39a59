import { Refused } from '#libs/kernel';
import { IsId } from '../fields/command-fields.ts';
import { project } from '../project/project.ts';
import { isApprovedWith, personOf } from '../project/submission.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { agreement, FundsCommitted, heldFor, receivedFor, signedAgreement } from './agreement.ts';

/**
 * An approved project's reservation becomes a commitment, as far as instalments have come in. What is short is
 * committed by the same command, sent again when the next instalment arrives. A project that is not approved commits
 * nothing.
 */
export class CommitFunds extends CaseworkCommand {
  @IsId() readonly projectId: string;
}

export const commitFunds = commandTo(agreement, CommitFunds, {
  sentBy: ['process'],
  reads: { project: [project, (command) => command.projectId] },
  person: (_command, { project }) => personOf(project),
  decide(agreement, command, { id, project }) {
    const projectId = command.projectId.toLowerCase();
    const signed = signedAgreement(agreement);
    if (!isApprovedWith(project, id)) return [];
    const { reservedCentimes, committedCentimes } = heldFor(signed, projectId);
    if (reservedCentimes === 0) {
      throw new Refused(committedCentimes > 0 ? 'agreement.already-committed' : 'agreement.not-reserved');
    }
    const amountCentimes = Math.min(reservedCentimes, receivedFor(signed, projectId));
    if (amountCentimes === 0 && signed.waiting.includes(projectId)) return [];
    return FundsCommitted({ projectId, amountCentimes, shortCentimes: reservedCentimes - amountCentimes });
  },
});
