export { endOfPrefix, valueAt, valuesAt } from './document-fields.ts';
export { LeaseLost, ReadModelsUnavailable, UndeclaredIndex, UnknownCollection } from './errors.ts';
export { followLog, type Following, pauseUnlessAborted } from './follow-log.ts';
export { type MongoOptions } from './mongo-client.ts';
export { MongoReadModels } from './mongo-read-models.ts';
export { type Lag, MOST_COUNTED } from './log-distance.ts';
export { Progress } from './progress.ts';
export { type AnyProjection, type Projection, projection, type Seen } from './projection.ts';
export { ProjectionRunner, type RunnerParts } from './projection-runner.ts';
export {
  type Batch,
  type Checkpoint,
  type Collection,
  type Condition,
  type Group,
  type Index,
  type Lease,
  type Page,
  type PageEnd,
  type ParkedEvent,
  type Query,
  ReadModels,
  type Replacement,
  type Scalar,
  type Stored,
} from './read-models.ts';
export { CheckpointOfAnotherLog, type RunnerAlarm } from './runner-alarms.ts';
export { SqliteReadModels } from './sqlite-read-models.ts';
export { type ProjectionStatus, Views, type ViewsParts } from './views.ts';
export { PassedPosition } from './passed-position.ts';
export { type Leasing, workUnderLease } from './work-under-lease.ts';
