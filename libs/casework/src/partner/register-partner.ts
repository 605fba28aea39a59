import { Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsText } from '../fields/command-fields.ts';
import { IsCountry } from '../fields/person-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { partner, PARTNER_KINDS, type PartnerKind, PartnerRegistered } from './partner.ts';
import { SENT_BY } from './who-decides.ts';

/** An organisation that is to follow what concerns it, and the law that lets it. */
export class RegisterPartner extends CaseworkCommand {
  @IsText(200) readonly name: string;
  @IsOneOf(PARTNER_KINDS) readonly kind: PartnerKind;
  @IsCountry() readonly country: string;
  @IsText(500) readonly legalBasis: string;
  /** Reference of the permission to send data abroad; without it a partner outside Morocco is never sent anything. */
  @IsOptional() @IsText(100) readonly authorisation?: string;
}

export const registerPartner = commandTo(partner, RegisterPartner, {
  sentBy: SENT_BY,
  opens: true,
  decide(partner, { name, kind, country, legalBasis, authorisation }) {
    if (partner.status !== 'none') throw new Refused('partner.already-registered');
    return PartnerRegistered({ name, kind, country, legalBasis, authorisation });
  },
});
