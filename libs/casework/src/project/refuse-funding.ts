import { Refused } from '#libs/kernel';
import { IsId, IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { FundingRefused, project } from './project.ts';
import { isSubmittedTo, submissionOf } from './submission.ts';

/** The agreement had no money for it: the project is a draft again, with the reason. */
export class RefuseFunding extends CaseworkCommand {
  @IsId() readonly agreementId: string;
  /** The code of the agreement's refusal, e.g. `agreement.envelope-exceeded`. */
  @IsText(2000) readonly because: string;
}

export const refuseFunding = commandTo(project, RefuseFunding, {
  sentBy: ['process'],
  decide(project, { agreementId, because }) {
    submissionOf(project);
    if (!isSubmittedTo(project, agreementId)) throw new Refused('project.other-agreement');
    return FundingRefused({ agreementId: agreementId.toLowerCase(), because });
  },
});
