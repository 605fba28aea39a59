import { type LocalDate, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { custody, lastRelease, RELEASE_REASONS, ReleaseCorrected, type ReleaseReason } from './custody.ts';
import { checkReleaseDate } from './release-date.ts';

/** The last recorded release was on another day, or for another reason; follow-up dates move with it. */
export class CorrectRelease extends CaseworkCommand {
  @IsOptional() @IsLocalDate() readonly releasedOn?: LocalDate;
  @IsOptional() @IsOneOf(RELEASE_REASONS) readonly reason?: ReleaseReason;
  @IsText(2000) readonly because: string;
}

export const correctRelease = commandTo(custody, CorrectRelease, {
  sentBy: ['data-steward'],
  happenedOn: (command) => command.releasedOn,
  decide(custody, { releasedOn, reason, because }, { today }) {
    const release = lastRelease(custody);
    if ((releasedOn ?? release.releasedOn) === release.releasedOn && (reason ?? release.reason) === release.reason) {
      throw new Refused('custody.nothing-changes');
    }
    if (releasedOn !== undefined) checkReleaseDate(releasedOn, release.admittedOn, today);
    return ReleaseCorrected({ releasedOn, reason, because });
  },
});
