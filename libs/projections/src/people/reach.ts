import { centre, provinceOfEstablishment } from '#libs/reference';
import type { CaseDocument } from './case-document.ts';
import type { BeneficiaryDocument } from './beneficiary-document.ts';
import type { CustodyDocument } from './custody-document.ts';

interface Parts {
  readonly beneficiary?: BeneficiaryDocument;
  readonly custody?: CustodyDocument;
  readonly case?: CaseDocument;
}

/**
 * Codes under which a person is in scope: the province of residence, of the centre that holds the case and the centre
 * itself, and of the establishment that holds the person.
 */
export function reachOf({ beneficiary, custody, case: file }: Parts): string[] {
  const codes = [
    beneficiary?.province,
    file?.centre,
    file === undefined ? undefined : centre(file.centre)?.province,
    custody?.inside ? provinceOfEstablishment(custody.establishment ?? '') : undefined,
  ];
  return [...new Set(codes.filter((code) => code !== undefined))];
}
