import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { NoteWritten } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** What should be remembered and has no field of its own. */
export class WriteNote extends CaseworkCommand {
  @IsText(4000) readonly text: string;
}

export const writeNote = commandTo(caseFile, WriteNote, {
  sentBy: ['social-worker', 'centre-manager'],
  decide(caseFile, { text }) {
    openCase(caseFile);
    return NoteWritten({ text });
  },
});
