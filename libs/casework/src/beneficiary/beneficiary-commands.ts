import { addIdentifier } from './add-identifier.ts';
import { changeResidence } from './change-residence.ts';
import { correctIdentity } from './correct-identity.ts';
import { liftRestriction } from './lift-restriction.ts';
import { openRestrictedFile } from './open-restricted-file.ts';
import { recordDeath } from './record-death.ts';
import { registerBeneficiary } from './register-beneficiary.ts';
import { restrictVisibility } from './restrict-visibility.ts';
import { retireIdentifier } from './retire-identifier.ts';

export const beneficiaryCommands = [
  registerBeneficiary,
  correctIdentity,
  addIdentifier,
  retireIdentifier,
  changeResidence,
  recordDeath,
  restrictVisibility,
  liftRestriction,
  openRestrictedFile,
] as const;
