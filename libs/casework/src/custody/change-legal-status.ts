import { type LocalDate, Refused } from '#libs/kernel';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsLocalDate } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { custody, LEGAL_STATUSES, type LegalStatus, LegalStatusChanged, openEpisode } from './custody.ts';
import { checkLegalStatus } from './legal-status.ts';

/** For example, a person held on remand is sentenced. */
export class ChangeLegalStatus extends CaseworkCommand {
  @IsOneOf(LEGAL_STATUSES) readonly legalStatus: LegalStatus;
  @IsLocalDate() readonly since: LocalDate;
}

export const changeLegalStatus = commandTo(custody, ChangeLegalStatus, {
  sentBy: ['prison-officer'],
  happenedOn: (command) => command.since,
  decide(custody, { legalStatus, since }, { today }) {
    const episode = openEpisode(custody);
    checkLegalStatus(episode.kind, legalStatus);
    if (since < episode.admittedOn) throw new Refused('custody.date-before-admission');
    if (since < episode.legalStatusSince) throw new Refused('custody.date-before-last-change');
    if (since > today) throw new Refused('custody.date-in-future');
    if (legalStatus === episode.legalStatus) throw new Refused('custody.nothing-changes');
    return LegalStatusChanged({ legalStatus, since });
  },
});
