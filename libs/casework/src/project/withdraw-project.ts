import { Refused } from '#libs/kernel';
import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { project, ProjectWithdrawn } from './project.ts';

/** The holder gives the project up before it is decided; the agreement's money is free again. */
export class WithdrawProject extends CaseworkCommand {
  @IsText(2000) readonly because: string;
}

export const withdrawProject = commandTo(project, WithdrawProject, {
  sentBy: ['project-officer'],
  decide(project, { because }) {
    if (project.status === 'none') throw new Refused('project.unknown');
    if (project.status !== 'draft' && project.status !== 'submitted') throw new Refused('project.not-active');
    return ProjectWithdrawn({ because });
  },
});
