import { Refused } from '#libs/kernel';
import type { CustodyKind, LegalStatus } from './custody.ts';

/** Only a child is placed. */
export function checkLegalStatus(kind: CustodyKind, legalStatus: LegalStatus): void {
  if (legalStatus === 'placed' && kind !== 'child-placement') throw new Refused('custody.legal-status-does-not-fit');
}
