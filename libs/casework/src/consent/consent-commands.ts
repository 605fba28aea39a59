import { giveConsent } from './give-consent.ts';
import { refuseConsent } from './refuse-consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';

export const consentCommands = [giveConsent, refuseConsent, withdrawConsent] as const;
