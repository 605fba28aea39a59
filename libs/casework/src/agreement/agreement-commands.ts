import { closeAgreement } from './close-agreement.ts';
import { commitFunds } from './commit-funds.ts';
import { receiveInstalment } from './receive-instalment.ts';
import { releaseFunds } from './release-funds.ts';
import { reserveFunds } from './reserve-funds.ts';
import { signAgreement } from './sign-agreement.ts';

export const agreementCommands = [
  signAgreement,
  receiveInstalment,
  reserveFunds,
  commitFunds,
  releaseFunds,
  closeAgreement,
] as const;
