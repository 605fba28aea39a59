import { type LocalDate, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsLocalDate } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { custody, ExpectedReleaseSet, openEpisode, RELEASE_BASES, type ReleaseBasis } from './custody.ts';

/** When the person should leave; preparation begins 180 days before. */
export class SetExpectedRelease extends CaseworkCommand {
  @IsLocalDate() readonly expectedOn: LocalDate;
  @IsOptional() @IsOneOf(RELEASE_BASES) readonly basis?: ReleaseBasis;
}

export const setExpectedRelease = commandTo(custody, SetExpectedRelease, {
  sentBy: ['prison-officer'],
  decide(custody, { expectedOn, basis }) {
    const episode = openEpisode(custody);
    if (expectedOn < episode.admittedOn) throw new Refused('custody.expected-before-admission');
    if (expectedOn === episode.expectedReleaseOn && basis === episode.expectedReleaseBasis) {
      throw new Refused('custody.nothing-changes');
    }
    return ExpectedReleaseSet({ expectedOn, basis });
  },
});
