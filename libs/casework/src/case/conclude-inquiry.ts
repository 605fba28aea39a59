import { type LocalDate, Refused } from '#libs/kernel';
import { IsBoolean } from 'class-validator';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { InquiryConcluded } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** The social inquiry's finding; a project is submitted on a favourable one that is not older than 12 months. */
export class ConcludeInquiry extends CaseworkCommand {
  @IsBoolean() readonly favourable: boolean;
  @IsLocalDate() readonly concludedOn: LocalDate;
  @IsText(4000) readonly summary: string;
}

export const concludeInquiry = commandTo(caseFile, ConcludeInquiry, {
  sentBy: ['social-worker', 'centre-manager'],
  happenedOn: (command) => command.concludedOn,
  decide(caseFile, { favourable, concludedOn, summary }, { today }) {
    openCase(caseFile);
    if (concludedOn > today) throw new Refused('case.inquiry-in-future');
    return InquiryConcluded({ favourable, concludedOn, summary });
  },
});
