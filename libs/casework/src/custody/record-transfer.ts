import { type LocalDate, plainNumber, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { IsEstablishment } from '../fields/establishment-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { custody, openEpisode, TransferRecorded } from './custody.ts';
import { checkEstablishment } from './place-of-custody.ts';

/** The person is moved to another establishment, which gives its own register number. */
export class RecordTransfer extends CaseworkCommand {
  @IsEstablishment() readonly establishment: string;
  @IsLocalDate() readonly transferredOn: LocalDate;
  @IsOptional() @IsText(40) readonly registerNumber?: string;
}

export const recordTransfer = commandTo(custody, RecordTransfer, {
  sentBy: ['prison-officer'],
  happenedOn: (command) => command.transferredOn,
  decide(custody, { establishment, transferredOn, registerNumber }, { today }) {
    const episode = openEpisode(custody);
    checkEstablishment(episode.kind, establishment, transferredOn);
    if (establishment === episode.establishment) throw new Refused('custody.same-establishment');
    if (transferredOn < episode.admittedOn) throw new Refused('custody.date-before-admission');
    if (transferredOn < episode.establishmentSince) throw new Refused('custody.date-before-last-change');
    if (transferredOn > today) throw new Refused('custody.date-in-future');
    return TransferRecorded({
      establishment,
      transferredOn,
      registerNumber: registerNumber === undefined ? undefined : plainNumber(registerNumber),
    });
  },
});
