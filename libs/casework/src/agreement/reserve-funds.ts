import { Refused } from '#libs/kernel';
import { IsCentimes, IsId } from '../fields/command-fields.ts';
import { IsProvince } from '../fields/place-and-trade-fields.ts';
import { project } from '../project/project.ts';
import { agreementPart, isSubmittedTo, personOf } from '../project/submission.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { agreement, FundsReleased, FundsReserved, heldFor, signedAgreement } from './agreement.ts';

/**
 * A submitted project takes its part of the envelope; of several that race for the last of it, the first one gets it.
 * Asked again for the same submission it changes nothing, and a submission that is no more reserves nothing.
 */
export class ReserveFunds extends CaseworkCommand {
  @IsId() readonly projectId: string;
  @IsCentimes(1) readonly amountCentimes: number;
  @IsProvince() readonly province: string;
}

export const reserveFunds = commandTo(agreement, ReserveFunds, {
  sentBy: ['process'],
  reads: { project: [project, (command) => command.projectId] },
  person: (_command, { project }) => personOf(project),
  decide(agreement, { projectId, amountCentimes, province }, { id, today, project }) {
    const signed = signedAgreement(agreement);
    if (!isSubmittedTo(project, id) || agreementPart(project) !== amountCentimes) return [];
    const held = heldFor(signed, projectId.toLowerCase()).reservedCentimes;
    if (held === amountCentimes) return [];
    if (today < signed.validFrom || signed.validUntil < today) throw new Refused('agreement.not-valid-today');
    if (!signed.provinces.includes(province)) throw new Refused('agreement.province-not-covered');
    if (amountCentimes > (signed.perProjectCapCentimes ?? Infinity)) throw new Refused('agreement.cap-exceeded');
    const free = signed.envelopeCentimes - signed.reservedCentimes - signed.committedCentimes + held;
    if (amountCentimes > free) throw new Refused('agreement.envelope-exceeded');
    const reserved = FundsReserved({ projectId: projectId.toLowerCase(), amountCentimes, province });
    return held === 0 ? reserved : [released(projectId, held), reserved];
  },
});

/** Submitted again with another amount before the first reservation was given back. */
function released(projectId: string, amountCentimes: number) {
  return FundsReleased({ projectId: projectId.toLowerCase(), amountCentimes, because: 'resubmitted' });
}
