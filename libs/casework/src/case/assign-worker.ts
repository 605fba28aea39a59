import { Refused } from '#libs/kernel';
import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { WorkerAssigned } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** One social worker answers for the case. */
export class AssignWorker extends CaseworkCommand {
  /** As in that worker's token. */
  @IsText(100) readonly workerId: string;
}

export const assignWorker = commandTo(caseFile, AssignWorker, {
  sentBy: ['centre-manager'],
  decide(caseFile, { workerId }) {
    if (openCase(caseFile).workerId === workerId) throw new Refused('case.worker-already-assigned');
    return WorkerAssigned({ workerId });
  },
});
