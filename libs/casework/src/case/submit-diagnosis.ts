import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { DiagnosisSubmitted } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** The shared diagnosis. Submitted again it is revised: the one before stays on record. */
export class SubmitDiagnosis extends CaseworkCommand {
  @IsText(4000) readonly summary: string;
}

export const submitDiagnosis = commandTo(caseFile, SubmitDiagnosis, {
  sentBy: ['prison-officer', 'social-worker', 'centre-manager'],
  decide(caseFile, { summary }) {
    openCase(caseFile);
    return DiagnosisSubmitted({ summary });
  },
});
