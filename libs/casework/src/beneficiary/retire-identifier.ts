import { Refused } from '#libs/kernel';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { beneficiary, IdentifierRetired, registered } from './beneficiary.ts';
import { holds, IDENTIFIER_TYPES, type IdentifierType, normalIdentifier } from './identifier.ts';

/** A number that is not, or no longer, this person's; someone else may hold it then. */
export class RetireIdentifier extends CaseworkCommand {
  @IsOneOf(IDENTIFIER_TYPES) readonly type: IdentifierType;
  @IsText(40) readonly value: string;
  @IsText(2000) readonly because: string;
}

export const retireIdentifier = commandTo(beneficiary, RetireIdentifier, {
  sentBy: ['data-steward'],
  decide(beneficiary, command) {
    const { identifiers } = registered(beneficiary);
    const identifier = normalIdentifier(command);
    if (!holds(identifiers, identifier)) throw new Refused('beneficiary.identifier-unknown');
    return IdentifierRetired({ ...identifier, because: command.because });
  },
});
