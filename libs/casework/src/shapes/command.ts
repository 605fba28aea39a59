import type { Actor } from '#libs/event-store';
import type { Fact, LocalDate } from '#libs/kernel';
import type { Aggregate, AnyAggregate, Places } from './aggregate.ts';

/** What an accepted command answers: where it stands and what happened. */
export interface Receipt {
  readonly id: string;
  readonly revision: number;
  readonly position: string;
  readonly events: readonly string[];
}

/** A command's fields, as they come in; the id of what it is sent to and who sends it travel beside it. */
export abstract class CaseworkCommand {
  /** Told from other objects by the compiler alone: no such field is there when it runs. */
  declare protected readonly isCommand: true;
}

type CommandClass<C extends CaseworkCommand> = new () => C;

/** Other aggregates a rule looks at: which one, and its id (undefined reads as one that never began). */
type Reads<S, C> = Readonly<
  Record<string, readonly [AnyAggregate, (command: C, state: S, id: string) => string | undefined]>
>;
type StateOf<A> = A extends { readonly initial: infer S } ? S : never;

export interface Circumstances {
  /** The id of what the command is sent to. */
  readonly id: string;
  readonly actor: Actor;
  /** The day it is in Morocco. */
  readonly today: LocalDate;
  /** This instant: RFC 3339, UTC. */
  readonly now: string;
}

type Context<R> = Circumstances & {
  readonly [K in keyof R]: R[K] extends readonly [infer A, unknown] ? StateOf<A> : never;
};

interface Declared<S, C extends CaseworkCommand, R extends Reads<S, C>, F extends Fact> {
  /** Roles that may send it. */
  readonly sentBy: readonly string[];
  /** Roles that may also have it sent for them, line by line, from a register's export. */
  readonly importedBy?: readonly string[];
  /** It is what begins the stream: the id may be unknown before. */
  readonly opens?: boolean;
  /** It reaches a person who is kept from its sender. */
  readonly reachesRestricted?: boolean;
  readonly reads?: R & Reads<S, C>;
  /** The day it happened, where a field says so; default today. */
  happenedOn?(command: C): LocalDate | undefined;
  /** The person it is about, where the state cannot know yet. */
  person?(command: C, context: Context<R>): string | undefined;
  /** Where the command itself puts its person or thing, for those that nothing places yet. */
  places?(command: C): Places;
  /** The rule: pure; answers what happened, or throws Refused. No event means nothing had to change. */
  decide(state: S, command: C, context: Context<R>): F | readonly F[];
}

export interface CommandDeclaration<S = never, C extends CaseworkCommand = CaseworkCommand> {
  readonly aggregate: Aggregate<S>;
  readonly command: CommandClass<C>;
  /** In kebab case, as in the route. */
  readonly name: string;
  readonly sentBy: readonly string[];
  readonly importedBy: readonly string[];
  readonly opens: boolean;
  readonly reachesRestricted: boolean;
  readonly reads: Reads<S, C>;
  happenedOn(command: C): LocalDate | undefined;
  person?(command: C, context: Circumstances): string | undefined;
  places(command: C): Places;
  decide(state: S, command: C, context: Circumstances): Fact | readonly Fact[];
}

/** Any command declaration, where its own types do not matter. */
export interface AnyCommandDeclaration {
  readonly aggregate: AnyAggregate;
  readonly command: new () => CaseworkCommand;
  readonly name: string;
  readonly sentBy: readonly string[];
  readonly importedBy: readonly string[];
  readonly opens: boolean;
  readonly reachesRestricted: boolean;
  readonly reads: Readonly<
    Record<string, readonly [AnyAggregate, (command: never, state: never, id: string) => string | undefined]>
  >;
  happenedOn(command: never): LocalDate | undefined;
  person?(command: never, context: Circumstances): string | undefined;
  places(command: never): Places;
  decide(state: never, command: never, context: Circumstances): Fact | readonly Fact[];
}

export function commandTo<
  S,
  F extends Fact,
  C extends CaseworkCommand,
  const R extends Reads<S, C> = Record<never, never>,
>(to: Aggregate<S, F>, command: CommandClass<C>, declared: Declared<S, C, R, F>): CommandDeclaration<S, C> {
  return {
    opens: false,
    reachesRestricted: false,
    importedBy: [],
    happenedOn: () => undefined,
    places: () => ({ provinces: [] }),
    ...declared,
    aggregate: to,
    command,
    name: kebabCase(command.name),
    reads: declared.reads ?? {},
  };
}

function kebabCase(name: string): string {
  return name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
}
