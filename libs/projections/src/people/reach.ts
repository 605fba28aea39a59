import { centre, EVERYWHERE, provinceOfEstablishment } from '#libs/reference';
import type { CaseDocument } from './case-document.ts';
import type { BeneficiaryDocument } from './beneficiary-document.ts';
import type { CustodyDocument } from './custody-document.ts';

interface Parts {
  readonly beneficiary?: BeneficiaryDocument | undefined;
  readonly custody?: CustodyDocument | undefined;
  readonly case?: CaseDocument | undefined;
  /** The unit of who registered the person. */
  readonly registeredIn?: string | undefined;
}

/**
 * Codes under which a person is in scope: the province of residence, of the centre that holds the case and the centre
 * itself, and of the establishment that holds the person. Whom none of these places stays with those who knew the
 * person last: the establishment that let them go, and the unit that registered them.
 */
export function reachOf({ beneficiary, custody, case: file, registeredIn }: Parts): string[] {
  const held = custody && provinceOfEstablishment(custody.establishment ?? '');
  const placed = known([
    beneficiary?.province,
    file?.centre,
    file === undefined ? undefined : centre(file.centre)?.province,
    custody?.inside ? held : undefined,
  ]);
  return placed.length > 0 ? placed : known([held, registeredIn === EVERYWHERE ? undefined : registeredIn]);
}

function known(codes: readonly (string | undefined)[]): string[] {
  return [...new Set(codes.filter((code) => code !== undefined))];
}
