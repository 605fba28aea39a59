import { Refused } from '#libs/kernel';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { ClosureRequested, type Outcome, OUTCOMES } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** The worker finds that accompaniment is over: how it ended, and why; the centre manager decides. */
export class RequestClosure extends CaseworkCommand {
  @IsOneOf(OUTCOMES) readonly outcome: Outcome;
  @IsText(2000) readonly because: string;
}

export const requestClosure = commandTo(caseFile, RequestClosure, {
  sentBy: ['social-worker', 'centre-manager'],
  decide(caseFile, { outcome, because }) {
    if (openCase(caseFile).closure) throw new Refused('case.closure-already-requested');
    return ClosureRequested({ outcome, because });
  },
});
