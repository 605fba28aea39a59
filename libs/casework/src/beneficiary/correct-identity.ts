import { canonicalJson, type LocalDate, Refused } from '#libs/kernel';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { IsPart } from '../fields/list-fields.ts';
import { IsCountry, NameFields } from '../fields/person-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { beneficiary, birthAfter, IdentityCorrected, registered, type Sex, SEXES } from './beneficiary.ts';
import { checkBirth, isBornAfter, isMinor } from './birth.ts';

/** Puts right what was registered wrongly; what is left out stays. A script of the name that is left out stays too. */
export class CorrectIdentity extends CaseworkCommand {
  @IsOptional() @IsPart(NameFields) readonly name?: NameFields;
  @IsOptional() @IsOneOf(SEXES) readonly sex?: Sex;
  @IsOptional() @IsLocalDate() readonly birthDate?: LocalDate;
  @IsOptional() @IsInt() @Min(1900) @Max(2200) readonly birthYear?: number;
  @IsOptional() @IsCountry() readonly nationality?: string;
  @IsText(2000) readonly because: string;
}

export const correctIdentity = commandTo(beneficiary, CorrectIdentity, {
  sentBy: ['data-steward'],
  decide(beneficiary, command, { today }) {
    const person = registered(beneficiary);
    const { sex, birthDate, birthYear, nationality, because } = command;
    if (command.name && !command.name.arabic && !command.name.latin) throw new Refused('beneficiary.name-missing');
    const name = command.name && {
      arabic: command.name.arabic ?? person.name.arabic,
      latin: command.name.latin ?? person.name.latin,
    };
    const correction = { name, sex, birthDate, birthYear, nationality };
    if (isAlreadySo(person, correction)) throw new Refused('beneficiary.nothing-changes');
    const birth = birthAfter(person, correction);
    checkBirth(birth, today);
    if (person.status === 'deceased') {
      if (isBornAfter(birth, person.diedOn)) throw new Refused('beneficiary.death-before-birth');
    } else if (isMinor(birth, today) && !person.isAnsweredFor) {
      throw new Refused('beneficiary.minor-needs-guardian');
    }
    return IdentityCorrected({ ...correction, because });
  },
});

function isAlreadySo(person: object, correction: object): boolean {
  const known = new Map<string, unknown>(Object.entries(person));
  return Object.entries(correction).every(
    ([field, value]) => value === undefined || canonicalJson(known.get(field)) === canonicalJson(value),
  );
}
