import type { JsonObject } from './json.ts';

/** Something that happened, as a rule states it. */
export interface Fact<T extends string = string, D extends object = object> {
  readonly type: T;
  readonly data: D;
}

/** An event declared once: call it to state the fact; it also reads stored data of every earlier version. */
export interface EventDefinition<T extends string, D extends object> {
  (data: D): Fact<T, D>;
  readonly type: T;
  readonly version: number;
  /** JSON Schema of the data. */
  readonly schema: JsonObject;
  /** Paths of personal fields, e.g. `name`, `guardian.phone`. */
  readonly personal: readonly string[];
  /** What keeps the data from being stored, or undefined when it is right. */
  faults(data: unknown): string | undefined;
  /** The data as this version shapes it, lifted from the version it was stored in. */
  read(data: JsonObject, storedVersion: number): D;
}

/** Any event definition, where its own data does not matter. */
export interface AnyEventDefinition {
  (data: never): Fact;
  readonly type: string;
  readonly version: number;
  readonly schema: JsonObject;
  readonly personal: readonly string[];
  faults(data: unknown): string | undefined;
  read(data: JsonObject, storedVersion: number): object;
}

/** The fact a definition states. */
export type FactOf<D extends AnyEventDefinition> = ReturnType<D>;
