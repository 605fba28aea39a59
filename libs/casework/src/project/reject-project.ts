import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { project, ProjectRejected } from './project.ts';
import { submissionOf } from './submission.ts';

/** Ends a submitted project; the agreement's money is free again. */
export class RejectProject extends CaseworkCommand {
  @IsText(2000) readonly because: string;
}

export const rejectProject = commandTo(project, RejectProject, {
  sentBy: ['regional-coordinator', 'general-coordinator'],
  decide(project, { because }) {
    submissionOf(project);
    return ProjectRejected({ because });
  },
});
