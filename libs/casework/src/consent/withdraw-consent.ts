import { Refused } from '#libs/kernel';
import { commandTo } from '../shapes/command.ts';
import { consent, ConsentWithdrawn, decisionOn } from './consent.ts';
import { AboutConsent } from './consent-fields.ts';

/** From here on nothing about the person leaves; a child may withdraw without the guardian, since it only protects. */
export class WithdrawConsent extends AboutConsent {}

export const withdrawConsent = commandTo(consent, WithdrawConsent, {
  sentBy: ['social-worker', 'centre-manager', 'data-protection-officer'],
  decide(consent, { purpose, recipient, byGuardian }) {
    if (!decisionOn(consent, recipient, purpose)?.isGiven) throw new Refused('consent.not-given');
    return ConsentWithdrawn({ purpose, recipient, byGuardian });
  },
});
