import { type LocalDate, Refused } from '#libs/kernel';
import { IsLocalDate } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { PreparationBegun } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** The expected release is 180 days away or nearer: the case enters its pre-release phase. */
export class BeginPreparation extends CaseworkCommand {
  @IsLocalDate() readonly expectedReleaseOn: LocalDate;
}

export const beginPreparation = commandTo(caseFile, BeginPreparation, {
  sentBy: ['process'],
  decide(caseFile, { expectedReleaseOn }) {
    const { phase } = openCase(caseFile);
    if (phase === 'pre-release') return [];
    if (phase !== 'detention') throw new Refused('case.not-inside', { phase });
    return PreparationBegun({ expectedReleaseOn });
  },
});
