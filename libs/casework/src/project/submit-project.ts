import { addMonths, type LocalDate, Refused } from '#libs/kernel';
import { agreement } from '../agreement/agreement.ts';
import { type CaseFile, caseFile } from '../case/case-file.ts';
import { IsId } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { project, ProjectSubmitted } from './project.ts';
import { agreementPart, draftOf } from './submission.ts';

const INQUIRY_MONTHS = 12;

/** Puts a draft before its approvers and asks an agreement for its part of the money. */
export class SubmitProject extends CaseworkCommand {
  @IsId() readonly agreementId: string;
}

export const submitProject = commandTo(project, SubmitProject, {
  sentBy: ['project-officer'],
  reads: {
    agreement: [agreement, (command) => command.agreementId],
    caseFile: [caseFile, (_command, project) => (project.status === 'none' ? undefined : project.beneficiaryId)],
  },
  decide(project, { agreementId }, { agreement, caseFile, today }) {
    const draft = draftOf(project);
    if (!draft.feasibility?.favourable) throw new Refused('project.feasibility-missing');
    checkInquiry(caseFile, today);
    if (agreementPart(draft) === 0) throw new Refused('project.no-agreement-part');
    if (agreement.status !== 'signed') throw new Refused('project.agreement-unknown');
    return ProjectSubmitted({ agreementId: agreementId.toLowerCase() });
  },
});

/** The social inquiry concluded last is favourable and not older than 12 months. */
function checkInquiry(caseFile: CaseFile, today: LocalDate): void {
  const inquiry = caseFile.status === 'none' ? undefined : caseFile.inquiry;
  if (!inquiry?.favourable) throw new Refused('project.inquiry-missing');
  if (addMonths(inquiry.concludedOn, INQUIRY_MONTHS) < today) throw new Refused('project.inquiry-too-old');
}
