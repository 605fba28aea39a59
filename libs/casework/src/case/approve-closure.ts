import { type LocalDate, Refused } from '#libs/kernel';
import { IsLocalDate } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { CaseClosed } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** Somebody other than who asked for it closes the case, with the outcome that was asked for. */
export class ApproveClosure extends CaseworkCommand {
  @IsLocalDate() readonly closedOn: LocalDate;
}

export const approveClosure = commandTo(caseFile, ApproveClosure, {
  sentBy: ['centre-manager'],
  happenedOn: (command) => command.closedOn,
  decide(caseFile, { closedOn }, { actor, today }) {
    const { closure, enrolledOn, openMoney } = openCase(caseFile);
    if (!closure) throw new Refused('case.closure-not-requested');
    if (closure.requestedBy === actor.id) throw new Refused('case.same-person-requests-and-approves');
    if (openMoney.length > 0) throw new Refused('case.project-money-open');
    if (closedOn > today) throw new Refused('case.closed-in-future');
    if (closedOn < enrolledOn) throw new Refused('case.closed-before-enrolment');
    return CaseClosed({ closedOn, outcome: closure.outcome });
  },
});
