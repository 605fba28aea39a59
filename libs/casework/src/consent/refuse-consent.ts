import { beneficiary, registered } from '../beneficiary/beneficiary.ts';
import { commandTo } from '../shapes/command.ts';
import { consent, ConsentRefused, decisionOn } from './consent.ts';
import { AboutConsent } from './consent-fields.ts';

/** The person was asked and says no, or no longer agrees. */
export class RefuseConsent extends AboutConsent {}

export const refuseConsent = commandTo(consent, RefuseConsent, {
  sentBy: ['social-worker', 'centre-manager'],
  reads: { beneficiary: [beneficiary, (_command, _consent, id) => id] },
  decide(consent, { purpose, recipient, byGuardian }, { beneficiary }) {
    registered(beneficiary);
    if (decisionOn(consent, recipient, purpose)?.isGiven === false) return [];
    return ConsentRefused({ purpose, recipient, byGuardian });
  },
});
