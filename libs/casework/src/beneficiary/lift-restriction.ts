import { Refused } from '#libs/kernel';
import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { beneficiary, registered } from './beneficiary.ts';
import { isInForce, RestrictionLifted } from './restriction.ts';

/** The file is there again for everyone in whose reach the person is. */
export class LiftRestriction extends CaseworkCommand {
  @IsText(2000) readonly because: string;
}

export const liftRestriction = commandTo(beneficiary, LiftRestriction, {
  sentBy: ['data-protection-officer'],
  decide(beneficiary, { because }, { today }) {
    if (!isInForce(registered(beneficiary).restriction, today)) throw new Refused('beneficiary.not-restricted');
    return RestrictionLifted({ because });
  },
});
