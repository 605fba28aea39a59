import Type from 'typebox';
import { Code, Day, Id, OneOf, Text } from '../fields/event-fields.ts';
import { defineEvent, personal } from '../shapes/define-event.ts';

/** The phases of an open case in their order; a closed one has the phase `closed`. */
export const PHASES = ['detention', 'pre-release', 'released', 'after-care', 'autonomous'] as const;
export type Phase = (typeof PHASES)[number];

export const REFERRERS = ['prison', 'self', 'family', 'partner', 'child-protection'] as const;
export type Referrer = (typeof REFERRERS)[number];

export const SKILL_LEVELS = ['none', 'some', 'skilled', 'certified'] as const;
export type SkillLevel = (typeof SKILL_LEVELS)[number];

export const OBSTACLE_KINDS = [
  'family',
  'health',
  'papers',
  'education',
  'housing',
  'criminal-record',
  'debt',
  'other',
] as const;
export type ObstacleKind = (typeof OBSTACLE_KINDS)[number];

export const GOAL_KINDS = ['training', 'papers', 'project', 'job', 'family', 'health', 'schooling'] as const;
export type GoalKind = (typeof GOAL_KINDS)[number];

export const OUTCOMES = ['autonomous', 'placed', 'moved', 'withdrew', 'died', 'lost-contact'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const Because = personal(Text(2000));

/** The phase is where the person stands at that time: inside, about to leave, or released already. */
export const InmateEnrolled = defineEvent('InmateEnrolled', {
  centre: Code,
  enrolledOn: Day,
  agreedOn: Day,
  referredBy: Type.Optional(OneOf(REFERRERS)),
  phase: OneOf(PHASES),
});
export const WorkerAssigned = defineEvent('WorkerAssigned', { workerId: Text(100) });
export const SkillRecorded = defineEvent('SkillRecorded', { trade: Code, level: OneOf(SKILL_LEVELS) });
export const WishRecorded = defineEvent('WishRecorded', {
  trade: Code,
  rank: Type.Integer({ minimum: 1, maximum: 3 }),
});
export const ObstacleRecorded = defineEvent('ObstacleRecorded', {
  kind: personal(OneOf(OBSTACLE_KINDS)),
  note: Type.Optional(personal(Text(2000))),
});
export const DiagnosisDueSet = defineEvent('DiagnosisDueSet', { dueOn: Day });
/** A later one revises the one before, which stays on record. */
export const DiagnosisSubmitted = defineEvent('DiagnosisSubmitted', { summary: personal(Text(4000)) });
export const InquiryConcluded = defineEvent('InquiryConcluded', {
  favourable: Type.Boolean(),
  concludedOn: Day,
  summary: personal(Text(4000)),
});
export const LifePlanAgreed = defineEvent('LifePlanAgreed', {
  goals: Type.Array(Type.Object({ goalId: Id, kind: OneOf(GOAL_KINDS), text: personal(Text(2000)) })),
  agreedOn: Day,
});
export const NoteWritten = defineEvent('NoteWritten', { text: personal(Text(4000)) });
export const ClosureRequested = defineEvent('ClosureRequested', { outcome: OneOf(OUTCOMES), because: Because });
export const CaseClosed = defineEvent('CaseClosed', { closedOn: Day, outcome: OneOf(OUTCOMES) });
export const CaseReopened = defineEvent('CaseReopened', { because: Because, phase: OneOf(PHASES) });

/** 180 days before the expected release, or later where that became known later. */
export const PreparationBegun = defineEvent('PreparationBegun', { expectedReleaseOn: Day });
/** The expected release moved away: the phase is `detention` again. */
export const PreparationEnded = defineEvent('PreparationEnded', { expectedReleaseOn: Type.Optional(Day) });
/** The case is with the centre of the province of residence, which makes contact by `contactDueOn`. */
export const CaseHandedOver = defineEvent('CaseHandedOver', {
  /** The id of the event that recorded the release. */
  releaseId: Id,
  centre: Code,
  releasedOn: Day,
  contactDueOn: Day,
  followUps: Type.Array(Day),
});
export const HandOverRedated = defineEvent('HandOverRedated', {
  releaseId: Id,
  releasedOn: Day,
  contactDueOn: Day,
  followUps: Type.Array(Day),
});
/** The release never was: the case is with this centre, in this phase, as before. */
export const HandOverUndone = defineEvent('HandOverUndone', { releaseId: Id, centre: Code, phase: OneOf(PHASES) });
/** The person is in custody again while the case is open; what was due after the release is not due any more. */
export const ReturnRecorded = defineEvent('ReturnRecorded', { admittedOn: Day, phase: OneOf(PHASES) });
/** Whether an agreement holds money for a project of the person that is not committed yet; such a case stays open. */
export const ProjectMoneyNoted = defineEvent('ProjectMoneyNoted', {
  projectId: Id,
  agreementId: Id,
  isOpen: Type.Boolean(),
});
