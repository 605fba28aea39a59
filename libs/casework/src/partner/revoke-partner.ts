import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { partner, PartnerRevoked, standing } from './partner.ts';
import { SENT_BY } from './who-decides.ts';

/** The organisation is no partner any more, for good. */
export class RevokePartner extends CaseworkCommand {
  @IsText(2000) readonly because: string;
}

export const revokePartner = commandTo(partner, RevokePartner, {
  sentBy: SENT_BY,
  decide(partner, { because }) {
    standing(partner);
    return PartnerRevoked({ because });
  },
});
