import { type LocalDate, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { IsProvince } from '../fields/place-and-trade-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { beneficiary, living, ResidenceChanged } from './beneficiary.ts';
import { isBornAfter } from './birth.ts';

/** The person lives elsewhere; a release that names a new residence has it sent by the system itself. */
export class ChangeResidence extends CaseworkCommand {
  @IsProvince() readonly province: string;
  @IsOptional() @IsText(100) readonly commune?: string;
  @IsLocalDate() readonly since: LocalDate;
}

export const changeResidence = commandTo(beneficiary, ChangeResidence, {
  sentBy: ['social-worker', 'centre-manager', 'process'],
  happenedOn: (command) => command.since,
  decide(beneficiary, { province, commune, since }, { today }) {
    const person = living(beneficiary);
    if (since > today) throw new Refused('beneficiary.residence-in-future');
    if (isBornAfter(person, since)) throw new Refused('beneficiary.residence-before-birth');
    const { residence } = person;
    if (residence?.province === province && residence.commune === commune) {
      throw new Refused('beneficiary.nothing-changes');
    }
    return ResidenceChanged({ province, commune, since });
  },
});
