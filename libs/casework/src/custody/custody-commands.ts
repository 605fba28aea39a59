import { changeLegalStatus } from './change-legal-status.ts';
import { correctRelease } from './correct-release.ts';
import { recordAdmission } from './record-admission.ts';
import { recordRelease } from './record-release.ts';
import { recordTransfer } from './record-transfer.ts';
import { setExpectedRelease } from './set-expected-release.ts';
import { voidRelease } from './void-release.ts';

export const custodyCommands = [
  recordAdmission,
  changeLegalStatus,
  recordTransfer,
  setExpectedRelease,
  recordRelease,
  correctRelease,
  voidRelease,
] as const;
