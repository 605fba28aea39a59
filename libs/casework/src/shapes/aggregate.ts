import type { Actor } from '#libs/event-store';
import type { AnyEventDefinition, Fact, FactOf, LocalDate } from '#libs/kernel';

/** A fact with who stated it and when, as state is folded from it. */
export type Happened<F extends Fact = Fact> = F & { readonly actor: Actor; readonly occurredOn: LocalDate };

/** Something only one owner may hold at a time, e.g. a national identity number. */
export interface Claim {
  readonly kind: 'cin' | 'idcs' | 'massar' | 'passport' | 'register' | 'active-project';
  /** In its one normal form; only a keyed hash of it is stored in the claim's name. */
  readonly value: string;
  /** The refusal when another owner holds it. */
  readonly refusal: string;
}

/** Where something is, for the question whether a unit may see it. */
export interface Places {
  readonly provinces: readonly string[];
  readonly centres?: readonly string[];
  /** Provinces and units that knew the person last: they count where nothing else places the person. */
  readonly lastKnown?: readonly string[];
}

export interface Aggregate<
  S,
  F extends Fact = Fact,
  D extends readonly AnyEventDefinition[] = readonly AnyEventDefinition[],
> {
  /** Stream names are `<kind>-<id>`. */
  readonly kind: string;
  /** As in `/v1/<plural>/{id}/…`. */
  readonly plural: string;
  readonly events: D;
  readonly initial: S;
  evolve(state: S, event: Happened<F>): S;
  /** What the owner holds in this state; it is taken before the events that need it and given up after. */
  claims(state: S, id: string): readonly Claim[];
  /** The beneficiary it is about, if any. */
  person(state: S, id: string): string | undefined;
  places(state: S): Places;
}

interface Declared<S, D extends readonly AnyEventDefinition[]> {
  readonly kind: string;
  readonly plural: string;
  readonly events: D;
  readonly initial: S;
  evolve(state: S, event: Happened<FactOf<D[number]>>): S;
  claims?(state: S, id: string): readonly Claim[];
  /** Default: the aggregate carries the person's own id. */
  person?(state: S, id: string): string | undefined;
  places?(state: S): Places;
}

export function aggregate<S, const D extends readonly AnyEventDefinition[]>(
  declared: Declared<S, D>,
): Aggregate<S, FactOf<D[number]>, D> {
  return {
    claims: () => [],
    person: (_state, id) => id,
    places: () => ({ provinces: [] }),
    ...declared,
  };
}

/** Any aggregate, where its own state and events do not matter. */
export interface AnyAggregate {
  readonly kind: string;
  readonly plural: string;
  readonly events: readonly AnyEventDefinition[];
  readonly initial: unknown;
  evolve(state: never, event: never): unknown;
  claims(state: never, id: string): readonly Claim[];
  person(state: never, id: string): string | undefined;
  places(state: never): Places;
}
