import { type LocalDate, Refused } from '#libs/kernel';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { IsListOf, IsPart } from '../fields/list-fields.ts';
import { IsCountry, IsPhone, NameFields, ResidenceFields } from '../fields/person-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { beneficiary, BeneficiaryRegistered, type Sex, SEXES } from './beneficiary.ts';
import { checkBirth, isMinor } from './birth.ts';
import { holds, type Identifier, IdentifierFields, normalIdentifier } from './identifier.ts';

class Guardian {
  @IsText(200) readonly name: string;
  @IsText(100) readonly relation: string;
  @IsOptional() @IsPhone() readonly phone?: string;
}

/** A person the foundation takes care of becomes known, with the papers they have. */
export class RegisterBeneficiary extends CaseworkCommand {
  @IsPart(NameFields) readonly name: NameFields;
  @IsOneOf(SEXES) readonly sex: Sex;
  @IsOptional() @IsLocalDate() readonly birthDate?: LocalDate;
  /** Estimated, where the date is not known. */
  @IsOptional() @IsInt() @Min(1900) @Max(2200) readonly birthYear?: number;
  /** MA where it is left out. */
  @IsOptional() @IsCountry() readonly nationality?: string;
  @IsOptional() @IsPart(ResidenceFields) readonly residence?: ResidenceFields;
  @IsOptional() @IsListOf(IdentifierFields, 0, 20) readonly identifiers?: IdentifierFields[];
  @IsOptional() @IsPart(Guardian) readonly guardian?: Guardian;
  @IsOptional() @IsText(200) readonly placingCourt?: string;
  @IsOptional() @IsPhone() readonly phone?: string;
}

export const registerBeneficiary = commandTo(beneficiary, RegisterBeneficiary, {
  sentBy: ['prison-officer', 'social-worker', 'centre-manager'],
  importedBy: ['data-steward'],
  opens: true,
  places: ({ residence }) => ({ provinces: residence ? [residence.province] : [] }),
  decide(beneficiary, command, { today }) {
    if (beneficiary.status !== 'none') throw new Refused('beneficiary.already-registered');
    const { name, sex, birthDate, birthYear, nationality = 'MA', residence, guardian, placingCourt, phone } = command;
    if (!name.arabic && !name.latin) throw new Refused('beneficiary.name-missing');
    const birth = { birthDate, birthYear };
    checkBirth(birth, today);
    if (isMinor(birth, today) && !guardian && !placingCourt) throw new Refused('beneficiary.minor-needs-guardian');
    const identifiers = (command.identifiers ?? []).map(normalIdentifier);
    if (identifiers.some(isRepeated)) throw new Refused('beneficiary.identifier-repeated');
    return BeneficiaryRegistered({
      name,
      sex,
      ...birth,
      nationality,
      residence,
      identifiers,
      guardian,
      placingCourt,
      phone,
    });
  },
});

function isRepeated(identifier: Identifier, index: number, all: readonly Identifier[]): boolean {
  return holds(all.slice(0, index), identifier);
}
