import { Refused } from '#libs/kernel';
import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { partner, PartnerSuspended, standing } from './partner.ts';
import { SENT_BY } from './who-decides.ts';

/** Nothing is answered to the partner until it is resumed; its events go on being numbered. */
export class SuspendPartner extends CaseworkCommand {
  @IsText(2000) readonly because: string;
}

export const suspendPartner = commandTo(partner, SuspendPartner, {
  sentBy: SENT_BY,
  decide(partner, { because }) {
    if (standing(partner).status === 'suspended') throw new Refused('partner.already-suspended');
    return PartnerSuspended({ because });
  },
});
