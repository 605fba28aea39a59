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
export { approveProject } from './project/approve-project.ts';
export {
  agreementPart,
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
