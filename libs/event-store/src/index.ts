export { encodeAppend, type EncodedEvent, MAX_APPEND_BYTES } from './check-append.ts';
export { type Actor, type Envelope } from './envelope.ts';
export { StreamDeleted, UnreadableEvent } from './eventstoredb-errors.ts';
export { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb-event-store.ts';
export { InvalidAppend, OutcomeUnknown, StoreUnavailable, TooLarge, WrongRevision } from './errors.ts';
export {
  type Appended,
  BEGINNING,
  EventStore,
  type ExpectedRevision,
  LOG_OPENED,
  LOG_STREAM,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type StreamAppend,
  type StreamSlice,
} from './event-store.ts';
export { stretchOf } from './position-stretch.ts';
export { SqliteEventStore } from './sqlite-event-store.ts';
export { WrittenEvent } from './written-event.ts';
