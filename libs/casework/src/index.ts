export { FileRead, LONGEST_PURPOSE } from './access/file-read.ts';
export { aggregates, commands, events } from './catalogue.ts';
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
export { proposeProject } from './project/propose-project.ts';
export { recordFeasibility } from './project/record-feasibility.ts';
export { refuseFunding, RefuseFunding } from './project/refuse-funding.ts';
export { rejectProject } from './project/reject-project.ts';
export { requestRevision } from './project/request-revision.ts';
export { reviseProject } from './project/revise-project.ts';
export { agreementPart } from './project/submission.ts';
export { submitProject } from './project/submit-project.ts';
export { withdrawProject } from './project/withdraw-project.ts';

export { liftRestriction } from './beneficiary/lift-restriction.ts';
export { openRestrictedFile } from './beneficiary/open-restricted-file.ts';
export { restrictVisibility } from './beneficiary/restrict-visibility.ts';
export {
  isInForce,
  isKeptFrom,
  openedBy,
  type Opening,
  RestrictedFileOpened,
  type Restriction,
  RestrictionLifted,
  VisibilityRestricted,
} from './beneficiary/restriction.ts';
export { AddIdentifier, addIdentifier } from './beneficiary/add-identifier.ts';
export { beneficiaryCommands } from './beneficiary/beneficiary-commands.ts';
export {
  type Beneficiary,
  beneficiary,
  BeneficiaryRegistered,
  birthAfter,
  DeathRecorded,
  IdentifierAdded,
  IdentifierRetired,
  IdentityCorrected,
  type PersonName,
  ResidenceChanged,
  type Sex,
  SEXES,
} from './beneficiary/beneficiary.ts';
export { type Birth, isMinor } from './beneficiary/birth.ts';
export { ChangeResidence, changeResidence } from './beneficiary/change-residence.ts';
export { CorrectIdentity, correctIdentity } from './beneficiary/correct-identity.ts';
export { type Identifier, IDENTIFIER_TYPES, type IdentifierType, normalIdentifier } from './beneficiary/identifier.ts';
export { RecordDeath, recordDeath } from './beneficiary/record-death.ts';
export { RegisterBeneficiary, registerBeneficiary } from './beneficiary/register-beneficiary.ts';
export { RetireIdentifier, retireIdentifier } from './beneficiary/retire-identifier.ts';
export { ChangeLegalStatus, changeLegalStatus } from './custody/change-legal-status.ts';
export { CorrectRelease, correctRelease } from './custody/correct-release.ts';
export { custodyCommands } from './custody/custody-commands.ts';
export {
  AdmissionRecorded,
  type Custody,
  custody,
  CUSTODY_KINDS,
  type CustodyKind,
  ExpectedReleaseSet,
  LEGAL_STATUSES,
  type LegalStatus,
  LegalStatusChanged,
  RELEASE_BASES,
  RELEASE_REASONS,
  type ReleaseBasis,
  ReleaseCorrected,
  type ReleaseReason,
  ReleaseRecorded,
  ReleaseVoided,
  TransferRecorded,
} from './custody/custody.ts';
export { RecordAdmission, recordAdmission } from './custody/record-admission.ts';
export { RecordRelease, recordRelease } from './custody/record-release.ts';
export { RecordTransfer, recordTransfer } from './custody/record-transfer.ts';
export { SetExpectedRelease, setExpectedRelease } from './custody/set-expected-release.ts';
export { VoidRelease, voidRelease } from './custody/void-release.ts';
export { AgreeLifePlan, agreeLifePlan } from './case/agree-life-plan.ts';
export { ApproveClosure, approveClosure } from './case/approve-closure.ts';
export { AssignWorker, assignWorker } from './case/assign-worker.ts';
export { BeginPreparation, beginPreparation } from './case/begin-preparation.ts';
export { caseCommands } from './case/case-commands.ts';
export {
  CaseClosed,
  CaseHandedOver,
  CaseReopened,
  ClosureRequested,
  DiagnosisDueSet,
  DiagnosisSubmitted,
  GOAL_KINDS,
  type GoalKind,
  HandOverRedated,
  HandOverUndone,
  InmateEnrolled,
  InquiryConcluded,
  LifePlanAgreed,
  NoteWritten,
  OBSTACLE_KINDS,
  type ObstacleKind,
  ObstacleRecorded,
  type Outcome,
  OUTCOMES,
  type Phase,
  PHASES,
  PreparationBegun,
  PreparationEnded,
  ProjectMoneyNoted,
  type Referrer,
  REFERRERS,
  ReturnRecorded,
  SKILL_LEVELS,
  type SkillLevel,
  SkillRecorded,
  WishRecorded,
  WorkerAssigned,
} from './case/case-events.ts';
export { type CaseFile, caseFile, type OpenCase } from './case/case-file.ts';
export { ConcludeInquiry, concludeInquiry } from './case/conclude-inquiry.ts';
export { EndPreparation, endPreparation } from './case/end-preparation.ts';
export { EnrolInmate, enrolInmate } from './case/enrol-inmate.ts';
export { HandOverCase, handOverCase } from './case/hand-over-case.ts';
export { NoteProjectMoney, noteProjectMoney } from './case/note-project-money.ts';
export { PREPARATION_DAYS } from './case/phase-of-custody.ts';
export { RecordObstacle, recordObstacle } from './case/record-obstacle.ts';
export { RecordReturn, recordReturn } from './case/record-return.ts';
export { RecordSkill, recordSkill } from './case/record-skill.ts';
export { RecordWish, recordWish } from './case/record-wish.ts';
export { RedateHandOver, redateHandOver } from './case/redate-hand-over.ts';
export { ReopenCase, reopenCase } from './case/reopen-case.ts';
export { RequestClosure, requestClosure } from './case/request-closure.ts';
export { SetDiagnosisDue, setDiagnosisDue } from './case/set-diagnosis-due.ts';
export { SubmitDiagnosis, submitDiagnosis } from './case/submit-diagnosis.ts';
export { UndoHandOver, undoHandOver } from './case/undo-hand-over.ts';
export { WriteNote, writeNote } from './case/write-note.ts';
export {
  agreesTo,
  type Consent,
  consent,
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  endsFor,
  type Hearer,
} from './consent/consent.ts';
export { GiveConsent, giveConsent } from './consent/give-consent.ts';
export { RefuseConsent, refuseConsent } from './consent/refuse-consent.ts';
export { WithdrawConsent, withdrawConsent } from './consent/withdraw-consent.ts';
export { ConfirmSubscription, confirmSubscription } from './partner/confirm-subscription.ts';
export { GrantSubscription, grantSubscription } from './partner/grant-subscription.ts';
export { OUTGOING_TYPES, type OutgoingType } from './partner/outgoing-types.ts';
export {
  type Partner,
  partner,
  PARTNER_KINDS,
  type PartnerKind,
  PartnerRegistered,
  PartnerResumed,
  PartnerRevoked,
  PartnerSuspended,
  type Subscription,
  SubscriptionConfirmed,
  SubscriptionGranted,
} from './partner/partner.ts';
export { partnerCommands } from './partner/partner-commands.ts';
export { RegisterPartner, registerPartner } from './partner/register-partner.ts';
export { ResumePartner, resumePartner } from './partner/resume-partner.ts';
export { RevokePartner, revokePartner } from './partner/revoke-partner.ts';
export { SuspendPartner, suspendPartner } from './partner/suspend-partner.ts';
