import { addIdentifier } from './add-identifier.ts';
import { changeResidence } from './change-residence.ts';
import { correctIdentity } from './correct-identity.ts';
import { recordDeath } from './record-death.ts';
import { registerBeneficiary } from './register-beneficiary.ts';
import { retireIdentifier } from './retire-identifier.ts';

export const beneficiaryCommands = [
  registerBeneficiary,
  correctIdentity,
  addIdentifier,
  retireIdentifier,
  changeResidence,
  recordDeath,
] as const;
