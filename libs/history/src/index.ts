export { isKnownAt, type Viewpoint } from './as-known.ts';
export { type CausedItem, type CorrelationTree } from './correlation-tree.ts';
export { type FieldChange, fieldChanges } from './field-changes.ts';
export { History, type HistoryPage, type HistoryParts, type HistoryQuestion } from './history.ts';
export { type HistoryItem } from './history-item.ts';
export { HISTORY_KINDS } from './history-kinds.ts';
export { stateAt, type StateOfPerson } from './state-replay.ts';
export { type ToldEvent, toldEvent } from './told-event.ts';
