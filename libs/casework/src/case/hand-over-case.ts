import type { LocalDate } from '#libs/kernel';
import { IsId, IsLocalDate } from '../fields/command-fields.ts';
import { IsLocalDates } from '../fields/date-list-field.ts';
import { IsCentre } from '../fields/establishment-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { CaseHandedOver } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** After a release the case is with the centre of the province of residence; asked for the same release twice, nothing more happens. */
export class HandOverCase extends CaseworkCommand {
  /** The id of the event that recorded the release. */
  @IsId() readonly releaseId: string;
  @IsCentre() readonly centre: string;
  @IsLocalDate() readonly releasedOn: LocalDate;
  /** The first contact is made by this day. */
  @IsLocalDate() readonly contactDueOn: LocalDate;
  @IsLocalDates() readonly followUps: LocalDate[];
}

export const handOverCase = commandTo(caseFile, HandOverCase, {
  sentBy: ['process'],
  happenedOn: (command) => command.releasedOn,
  decide(caseFile, { releaseId, centre, releasedOn, contactDueOn, followUps }) {
    if (openCase(caseFile).handOver?.releaseId === releaseId) return [];
    return CaseHandedOver({ releaseId, centre, releasedOn, contactDueOn, followUps });
  },
});
