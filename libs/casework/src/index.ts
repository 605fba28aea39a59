export { type Aggregate, type AnyAggregate, type Claim, type Happened, type Places } from './shapes/aggregate.ts';
export { ClaimGivenUp, ClaimTaken } from './shapes/claim-events.ts';
export { EventCodec, UnknownEvent } from './shapes/codec.ts';
export {
  type AnyCommandDeclaration,
  CaseworkCommand,
  type Circumstances,
  type CommandDeclaration,
  type Receipt,
} from './shapes/command.ts';
export { eventsByType } from './shapes/define-event.ts';
export { fold } from './shapes/fold.ts';
export {
  type Agreement,
  agreement,
  AgreementClosed,
  AgreementSigned,
  FundsCommitted,
  FundsReleased,
  FundsReserved,
  InstalmentReceived,
} from './agreement/agreement.ts';
export { agreementCommands } from './agreement/agreement-commands.ts';
export { closeAgreement } from './agreement/close-agreement.ts';
export { commitFunds, CommitFunds } from './agreement/commit-funds.ts';
export { receiveInstalment } from './agreement/receive-instalment.ts';
export { releaseFunds, ReleaseFunds } from './agreement/release-funds.ts';
export { reserveFunds, ReserveFunds } from './agreement/reserve-funds.ts';
export { signAgreement, SignAgreement } from './agreement/sign-agreement.ts';
export { approveProject } from './project/approve-project.ts';
export { approveStep, ApproveStep } from './project/approve-step.ts';
export {
  FeasibilityRecorded,
  FundingRefused,
  type Project,
  project,
  ProjectApproved,
  ProjectProposed,
  ProjectRejected,
  ProjectRevised,
  ProjectSubmitted,
  ProjectWithdrawn,
  RevisionRequested,
  StepApproved,
  STEPS,
} from './project/project.ts';
export { projectCommands } from './project/project-commands.ts';
export { recordFeasibility } from './project/record-feasibility.ts';
export { refuseFunding, RefuseFunding } from './project/refuse-funding.ts';
export { rejectProject } from './project/reject-project.ts';
export { requestRevision } from './project/request-revision.ts';
export { reviseProject } from './project/revise-project.ts';
export { agreementPart } from './project/submission.ts';
export { withdrawProject } from './project/withdraw-project.ts';
