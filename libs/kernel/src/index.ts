export {
  type Configuration,
  type ConfigurationVariable,
  configurationVariables,
  readConfiguration,
} from './configuration.ts';
export { Clock, SetClock, SystemClock } from './clock.ts';
export { boundHeaps, collectGarbageEarly } from './heap-growth.ts';
export { type AnyEventDefinition, type EventDefinition, type Fact, type FactOf } from './event-definition.ts';
export { idFrom, Ids, isUuid, RandomIds, SeededIds } from './ids.ts';
export { canonicalJson, type Json, type JsonObject } from './json.ts';
export { addDays, addMonths, ageOn, dayInMorocco, daysBetween, isLocalDate, type LocalDate } from './local-date.ts';
export { plainNumber, westernDigits } from './plain-number.ts';
export { type FieldError, Problem, type ProblemParams, Refused } from './problem.ts';
