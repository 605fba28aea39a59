import { type LocalDate, Refused } from '#libs/kernel';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { agreement, AgreementClosed, signedAgreement } from './agreement.ts';

/** Ends an agreement once every project that reserved its money is settled. */
export class CloseAgreement extends CaseworkCommand {
  @IsLocalDate() readonly closedOn: LocalDate;
  @IsText(2000) readonly because: string;
}

export const closeAgreement = commandTo(agreement, CloseAgreement, {
  sentBy: ['general-coordinator'],
  happenedOn: (command) => command.closedOn,
  decide(agreement, { closedOn, because }, { today }) {
    if (signedAgreement(agreement).reservedCentimes > 0) throw new Refused('agreement.money-open');
    if (closedOn > today) throw new Refused('agreement.closed-in-future');
    return AgreementClosed({ closedOn, because });
  },
});
