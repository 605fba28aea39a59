import { type LocalDate, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { IsPart } from '../fields/list-fields.ts';
import { ResidenceFields } from '../fields/person-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { custody, openEpisode, RELEASE_REASONS, type ReleaseReason, ReleaseRecorded } from './custody.ts';
import { checkReleaseDate } from './release-date.ts';

/** The person leaves custody; the case passes to the after-care centre of the province of residence. */
export class RecordRelease extends CaseworkCommand {
  @IsLocalDate() readonly releasedOn: LocalDate;
  @IsOneOf(RELEASE_REASONS) readonly reason: ReleaseReason;
  /** Where the person goes to live, where that is known. */
  @IsOptional() @IsPart(ResidenceFields) readonly residence?: ResidenceFields;
  /** Names the list it came in, for example a royal pardon's. */
  @IsOptional() @IsText(100) readonly batchId?: string;
}

export const recordRelease = commandTo(custody, RecordRelease, {
  sentBy: ['prison-officer'],
  importedBy: ['data-steward'],
  happenedOn: (command) => command.releasedOn,
  decide(custody, { releasedOn, reason, residence, batchId }, { today }) {
    // A list sent twice says the same again: that is told apart from a release of someone who is not inside.
    if (custody.status === 'released' && custody.releasedOn === releasedOn && custody.reason === reason) {
      throw new Refused('custody.release-already-recorded');
    }
    checkReleaseDate(releasedOn, openEpisode(custody).admittedOn, today);
    return ReleaseRecorded({ releasedOn, reason, residence, batchId });
  },
});
