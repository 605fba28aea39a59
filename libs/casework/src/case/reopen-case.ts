import { Refused } from '#libs/kernel';
import { beneficiary, living } from '../beneficiary/beneficiary.ts';
import { custody } from '../custody/custody.ts';
import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { CaseReopened } from './case-events.ts';
import { caseFile } from './case-file.ts';
import { phaseOf } from './phase-of-custody.ts';

/** A closed case goes on at the same centre, in the phase that the person's custody says. */
export class ReopenCase extends CaseworkCommand {
  @IsText(2000) readonly because: string;
}

export const reopenCase = commandTo(caseFile, ReopenCase, {
  sentBy: ['centre-manager', 'regional-coordinator'],
  reads: {
    beneficiary: [beneficiary, (_command, _state, id) => id],
    custody: [custody, (_command, _state, id) => id],
  },
  decide(caseFile, { because }, { beneficiary, custody, today }) {
    if (caseFile.status === 'none') throw new Refused('case.not-enrolled');
    if (caseFile.status === 'open') throw new Refused('case.not-closed');
    living(beneficiary);
    return CaseReopened({ because, phase: phaseOf(custody, today) });
  },
});
