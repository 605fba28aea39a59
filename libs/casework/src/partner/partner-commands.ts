import { confirmSubscription } from './confirm-subscription.ts';
import { grantSubscription } from './grant-subscription.ts';
import { registerPartner } from './register-partner.ts';
import { resumePartner } from './resume-partner.ts';
import { revokePartner } from './revoke-partner.ts';
import { suspendPartner } from './suspend-partner.ts';

export const partnerCommands = [
  registerPartner,
  grantSubscription,
  confirmSubscription,
  suspendPartner,
  resumePartner,
  revokePartner,
] as const;
