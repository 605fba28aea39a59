import { Refused } from '#libs/kernel';
import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { partner, PartnerResumed, standing } from './partner.ts';
import { SENT_BY } from './who-decides.ts';

/** The partner is answered again, from its own cursor on, with nothing left out. */
export class ResumePartner extends CaseworkCommand {
  @IsText(2000) readonly because: string;
}

export const resumePartner = commandTo(partner, ResumePartner, {
  sentBy: SENT_BY,
  decide(partner, { because }) {
    if (standing(partner).status !== 'suspended') throw new Refused('partner.not-suspended');
    return PartnerResumed({ because });
  },
});
