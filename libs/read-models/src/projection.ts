import type { Actor, Envelope, Position } from '#libs/event-store';
import type { AnyEventDefinition, Fact, FactOf, LocalDate } from '#libs/kernel';
import type { Index } from './read-models.ts';

/** An event of the log as projections and processes see it. */
export type Seen<F extends Fact = Fact> = F & {
  /** The id of the aggregate it happened to. */
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly actor: Actor;
  readonly occurredOn: LocalDate;
  readonly envelope: Envelope;
};

interface Declared<Doc extends object, D extends readonly AnyEventDefinition[]> {
  /** Counted up when the documents change shape or meaning: the new version is built beside the live one. */
  readonly version: number;
  readonly on: D;
  readonly indexes: readonly Index[];
  /** Ids of the documents an event changes. */
  keys(event: Seen<FactOf<D[number]>>): readonly string[];
  /** The document after the event; null removes it. Pure. */
  evolve(document: Doc | undefined, event: Seen<FactOf<D[number]>>, key: string): Doc | null | undefined;
  /** The document after several events, one or more, in their order: what `evolve` makes of them one by one. Pure. */
  evolveAll?(document: Doc | undefined, events: readonly Seen<FactOf<D[number]>>[], key: string): Doc;
  /** Documents that a short stretch of the log completes; building them anew, none needs to stay at hand. */
  readonly soonComplete?: boolean;
  /**
   * What a document says, where its id or its fields come from positions. Those are the engine's own: two engines that
   * hold the same log have other documents, which in the order of their ids say the same.
   */
  says?(document: Doc): readonly unknown[];
}

/** What queries read: one document per key, folded from events. */
export interface Projection<Doc extends object = object> {
  readonly name: string;
  readonly version: number;
  readonly on: readonly AnyEventDefinition[];
  readonly indexes: readonly Index[];
  keys(event: Seen): readonly string[];
  evolve(document: Doc | undefined, event: Seen, key: string): Doc | null | undefined;
  evolveAll?(document: Doc | undefined, events: readonly Seen[], key: string): Doc;
  readonly soonComplete?: boolean;
  says?(document: Doc): readonly unknown[];
}

/** Any projection, where its own documents do not matter. */
export interface AnyProjection {
  readonly name: string;
  readonly version: number;
  readonly on: readonly AnyEventDefinition[];
  readonly indexes: readonly Index[];
  keys(event: Seen): readonly string[];
  evolve(document: never, event: Seen, key: string): object | null | undefined;
  evolveAll?(document: never, events: readonly Seen[], key: string): object;
  readonly soonComplete?: boolean;
  says?(document: never): readonly unknown[];
}

export function projection<Doc extends object, const D extends readonly AnyEventDefinition[]>(
  name: string,
  declared: Declared<Doc, D>,
): Projection<Doc> {
  return { name, ...declared } as unknown as Projection<Doc>;
}
