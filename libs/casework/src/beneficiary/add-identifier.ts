import { Refused } from '#libs/kernel';
import { IsOneOf } from '../fields/choice-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { beneficiary, IdentifierAdded, living } from './beneficiary.ts';
import { holds, IDENTIFIER_TYPES, type IdentifierType, IsIdentifierValue, normalIdentifier } from './identifier.ts';

/** A paper that the person has got, or that was not known before. */
export class AddIdentifier extends CaseworkCommand {
  @IsOneOf(IDENTIFIER_TYPES) readonly type: IdentifierType;
  @IsIdentifierValue() readonly value: string;
}

export const addIdentifier = commandTo(beneficiary, AddIdentifier, {
  sentBy: ['prison-officer', 'social-worker', 'centre-manager', 'data-steward'],
  decide(beneficiary, command) {
    const { identifiers } = living(beneficiary);
    const identifier = normalIdentifier(command);
    if (holds(identifiers, identifier)) throw new Refused('beneficiary.identifier-already-held');
    return IdentifierAdded(identifier);
  },
});
