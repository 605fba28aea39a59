import { type LocalDate, Refused } from '#libs/kernel';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { IsUnits } from '../fields/unit-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { beneficiary, registered } from './beneficiary.ts';
import { isInForce, VisibilityRestricted } from './restriction.ts';

/** Keeps the person's file from everyone outside the named units; sent again it says anew until when and from whom. */
export class RestrictVisibility extends CaseworkCommand {
  @IsText(2000) readonly reason: string;
  /** The last day. */
  @IsLocalDate() readonly until: LocalDate;
  @IsUnits() readonly units: readonly string[];
}

export const restrictVisibility = commandTo(beneficiary, RestrictVisibility, {
  sentBy: ['data-protection-officer'],
  decide(beneficiary, { reason, until, units }, { today }) {
    const { restriction } = registered(beneficiary);
    if (until < today) throw new Refused('beneficiary.restriction-in-past');
    const inForce = isInForce(restriction, today);
    if (inForce && restriction.until === until && sameUnits(restriction.units, units)) {
      throw new Refused('beneficiary.nothing-changes');
    }
    return VisibilityRestricted({ reason, until, units: [...units] });
  },
});

function sameUnits(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((unit) => other.includes(unit));
}
