import { diagnosisDue } from './diagnosis-due.ts';
import type { AnyProcess } from './process.ts';
import { projectFunding } from './project-funding.ts';
import { projectMoneyOnCase } from './project-money-on-case.ts';
import { releaseHandOver } from './release-hand-over.ts';
import { releasePreparation } from './release-preparation.ts';

export { diagnosisDue } from './diagnosis-due.ts';
export {
  type AnyProcess,
  collectionOf,
  type Occurred,
  type Process,
  process,
  type Send,
  send,
  type Timer,
} from './process.ts';
export { ProcessRunner, type ProcessRunnerOptions } from './process-runner.ts';
export { projectFunding } from './project-funding.ts';
export { projectMoneyOnCase } from './project-money-on-case.ts';
export { releaseHandOver } from './release-hand-over.ts';
export { releasePreparation } from './release-preparation.ts';
export { type ProcessAlarm, StatesOfAnotherLog } from './runner-parts.ts';
export { afterSending, dueTimers, type Standing, standingAfter } from './standing.ts';

/** Everything that follows by itself from what happens. */
export const processes: readonly AnyProcess[] = [
  projectFunding,
  projectMoneyOnCase,
  diagnosisDue,
  releasePreparation,
  releaseHandOver,
];
