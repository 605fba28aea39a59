import { type LocalDate, Refused } from '#libs/kernel';
import { IsBoolean } from 'class-validator';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { FeasibilityRecorded, project } from './project.ts';
import { draftOf } from './submission.ts';

/** What the feasibility study of a draft found; the latest one counts. */
export class RecordFeasibility extends CaseworkCommand {
  @IsBoolean() readonly favourable: boolean;
  @IsLocalDate() readonly concludedOn: LocalDate;
  @IsText(4000) readonly summary: string;
}

export const recordFeasibility = commandTo(project, RecordFeasibility, {
  sentBy: ['project-officer'],
  happenedOn: (command) => command.concludedOn,
  decide(project, { favourable, concludedOn, summary }, { today }) {
    draftOf(project);
    if (concludedOn > today) throw new Refused('project.concluded-in-future');
    return FeasibilityRecorded({ favourable, concludedOn, summary });
  },
});
