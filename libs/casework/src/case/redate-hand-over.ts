import { type LocalDate, Refused } from '#libs/kernel';
import { IsId, IsLocalDate } from '../fields/command-fields.ts';
import { IsLocalDates } from '../fields/date-list-field.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { HandOverRedated } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** The release's date was corrected, and what is due after it moves along. */
export class RedateHandOver extends CaseworkCommand {
  @IsId() readonly releaseId: string;
  @IsLocalDate() readonly releasedOn: LocalDate;
  @IsLocalDate() readonly contactDueOn: LocalDate;
  @IsLocalDates() readonly followUps: LocalDate[];
}

export const redateHandOver = commandTo(caseFile, RedateHandOver, {
  sentBy: ['process'],
  happenedOn: (command) => command.releasedOn,
  decide(caseFile, { releaseId, releasedOn, contactDueOn, followUps }) {
    const { handOver } = openCase(caseFile);
    if (handOver?.releaseId !== releaseId) throw new Refused('case.not-handed-over');
    if (handOver.releasedOn === releasedOn) return [];
    return HandOverRedated({ releaseId, releasedOn, contactDueOn, followUps });
  },
});
