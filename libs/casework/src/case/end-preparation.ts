import { type LocalDate, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { IsLocalDate } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { PreparationEnded } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** The expected release moved away by more than 180 days: the case is back in its detention phase. */
export class EndPreparation extends CaseworkCommand {
  /** The new one. */
  @IsOptional() @IsLocalDate() readonly expectedReleaseOn?: LocalDate;
}

export const endPreparation = commandTo(caseFile, EndPreparation, {
  sentBy: ['process'],
  decide(caseFile, { expectedReleaseOn }) {
    const { phase } = openCase(caseFile);
    if (phase === 'detention') return [];
    if (phase !== 'pre-release') throw new Refused('case.not-inside', { phase });
    return PreparationEnded({ expectedReleaseOn });
  },
});
