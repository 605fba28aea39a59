import type { LocalDate } from '#libs/kernel';
import { IsLocalDate } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { DiagnosisDueSet } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** The diagnosis is due 14 days after the admission; after a return into custody it is due again. */
export class SetDiagnosisDue extends CaseworkCommand {
  @IsLocalDate() readonly dueOn: LocalDate;
}

export const setDiagnosisDue = commandTo(caseFile, SetDiagnosisDue, {
  sentBy: ['process'],
  decide(caseFile, { dueOn }) {
    if (openCase(caseFile).diagnosis.dueOn === dueOn) return [];
    return DiagnosisDueSet({ dueOn });
  },
});
