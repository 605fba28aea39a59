import { Refused } from '#libs/kernel';
import { custody } from '../custody/custody.ts';
import { IsId } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { HandOverUndone } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';
import { phaseOf } from './phase-of-custody.ts';

/** The release was voided: the case goes back to the centre and the phase it had before. */
export class UndoHandOver extends CaseworkCommand {
  @IsId() readonly releaseId: string;
}

export const undoHandOver = commandTo(caseFile, UndoHandOver, {
  sentBy: ['process'],
  reads: { custody: [custody, (_command, _state, id) => id] },
  decide(caseFile, { releaseId }, { custody, today }) {
    const { handOver } = openCase(caseFile);
    if (handOver?.releaseId !== releaseId) throw new Refused('case.not-handed-over');
    // Meanwhile the expected release may have come near, or the case may have begun only after the release.
    const phase = custody.status === 'inside' ? phaseOf(custody, today) : handOver.from.phase;
    return HandOverUndone({ releaseId, centre: handOver.from.centre, phase });
  },
});
