export { LeaseLost, ReadModelsUnavailable } from './errors.ts';
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
