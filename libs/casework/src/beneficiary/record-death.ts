import { type LocalDate, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { beneficiary, DeathRecorded, registered } from './beneficiary.ts';
import { isBornAfter } from './birth.ts';

/** The person died; open work is closed, and only corrections are made from now on. */
export class RecordDeath extends CaseworkCommand {
  @IsLocalDate() readonly diedOn: LocalDate;
  @IsOptional() @IsText(2000) readonly because?: string;
}

export const recordDeath = commandTo(beneficiary, RecordDeath, {
  sentBy: ['data-steward'],
  happenedOn: (command) => command.diedOn,
  decide(beneficiary, { diedOn, because }, { today }) {
    const person = registered(beneficiary);
    if (person.status === 'deceased') throw new Refused('beneficiary.death-already-recorded');
    if (diedOn > today) throw new Refused('beneficiary.death-in-future');
    if (isBornAfter(person, diedOn)) throw new Refused('beneficiary.death-before-birth');
    return DeathRecorded({ diedOn, because });
  },
});
