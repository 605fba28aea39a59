import { IsBoolean } from 'class-validator';
import { IsId } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { ProjectMoneyNoted } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** Tells the case that money is held for a project of the person, or no longer is: until then it cannot be closed. */
export class NoteProjectMoney extends CaseworkCommand {
  @IsId() readonly projectId: string;
  @IsBoolean() readonly isOpen: boolean;
}

export const noteProjectMoney = commandTo(caseFile, NoteProjectMoney, {
  sentBy: ['process'],
  decide(caseFile, { projectId, isOpen }) {
    if (openCase(caseFile).openProjects.includes(projectId) === isOpen) return [];
    return ProjectMoneyNoted({ projectId, isOpen });
  },
});
