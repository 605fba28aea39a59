import { isUuid, type LocalDate, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { beneficiary, living } from '../beneficiary/beneficiary.ts';
import { isMinor } from '../beneficiary/birth.ts';
import { IsLocalDate } from '../fields/command-fields.ts';
import { partner, standing } from '../partner/partner.ts';
import { commandTo } from '../shapes/command.ts';
import { consent, ConsentGiven, decisionOn, isGivenOn } from './consent.ts';
import { AboutConsent } from './consent-fields.ts';

/** The person, or for a minor the guardian, lets a partner or a kind of partners hear of them. */
export class GiveConsent extends AboutConsent {
  /** The last day. */
  @IsOptional() @IsLocalDate() readonly until?: LocalDate;
}

export const giveConsent = commandTo(consent, GiveConsent, {
  sentBy: ['social-worker', 'centre-manager'],
  reads: {
    beneficiary: [beneficiary, (_command, _consent, id) => id],
    partner: [partner, ({ recipient }) => (isUuid(recipient) ? recipient : undefined)],
  },
  decide(consent, { purpose, recipient, until, byGuardian }, { today, beneficiary, partner }) {
    const person = living(beneficiary);
    if (isMinor(person, today) && byGuardian !== true) throw new Refused('consent.guardian-needed');
    if (!isMinor(person, today) && byGuardian === true) throw new Refused('consent.of-age');
    if (until !== undefined && until < today) throw new Refused('consent.until-in-past');
    if (isUuid(recipient)) standing(partner);
    const known = decisionOn(consent, recipient, purpose);
    if (isGivenOn(known, person, today) && known?.until === until) return [];
    return ConsentGiven({ purpose, recipient, until, byGuardian });
  },
});
