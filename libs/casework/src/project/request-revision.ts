import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { project, RevisionRequested } from './project.ts';
import { submissionOf } from './submission.ts';

/** Sends a submitted project back to draft; the agreement's money is free again, and all steps are taken anew. */
export class RequestRevision extends CaseworkCommand {
  @IsText(2000) readonly because: string;
}

export const requestRevision = commandTo(project, RequestRevision, {
  sentBy: ['centre-manager', 'regional-coordinator', 'committee-member'],
  decide(project, { because }) {
    submissionOf(project);
    return RevisionRequested({ because });
  },
});
