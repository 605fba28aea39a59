import type { AnyAggregate, Claim } from '#libs/casework';
import { type Envelope, WrongRevision } from '#libs/event-store';
import { type Fact, idFrom, Problem } from '#libs/kernel';
import { appendWithClaims } from './append-with-claims.ts';
import type { DeskParts } from './desk-parts.ts';
import { evolve, type Folded, streamOf } from './folded-aggregates.ts';
import type { CommandReceipt, SentCommand } from './sent-command.ts';

type Cause = Omit<Envelope, 'schemaVersion'>;

/** Takes the claims the facts need, appends them at exactly the revision decided on, then gives up what they freed. */
export async function record(
  { codec, claims, events, folded }: DeskParts,
  { declaration: { aggregate }, id, commandId }: SentCommand,
  before: Folded,
  facts: readonly Fact[],
  cause: Cause,
): Promise<CommandReceipt> {
  const claimant = { stream: streamOf(aggregate, id), revision: before.revision + 1 };
  const after = stateAfter(aggregate, before.state, facts, cause);
  const held = aggregate.claims(after as never, id);
  const heldBefore = aggregate.claims(before.state as never, id);
  const taken = held.filter((claim) => !includes(heldBefore, claim));
  const freed = heldBefore.filter((claim) => !includes(held, claim));
  const envelope = { ...cause, subjects: subjectsOf(cause, aggregate.person(after as never, id)) };
  const appended = facts.map((fact, index) =>
    codec.encode(idFrom(commandId, claimant.stream, String(index)), fact, envelope),
  );
  const expected = before.revision < 0 ? 'no-stream' : before.revision;
  try {
    const { revision, position } = await appendWithClaims(
      events,
      { stream: claimant.stream, expected, events: appended },
      taken.map((claim) => () => claims.first(claim, claimant, envelope)),
      () => Promise.all(taken.map((claim) => claims.take(claim, claimant, envelope))),
    );
    const types = facts.map(({ type }) => type);
    folded.advance(aggregate, id, before, after, commandId, { revision, position });
    if (freed.length > 0) await settled(freed.map((claim) => claims.giveUp(claim, claimant, envelope)));
    return { id, revision, position, events: types, repeated: false };
  } catch (error) {
    if (error instanceof Problem || error instanceof WrongRevision) {
      await settled(taken.map((claim) => claims.takeBack(claim, claimant, envelope)));
    }
    throw error;
  }
}

function stateAfter(aggregate: AnyAggregate, state: unknown, facts: readonly Fact[], cause: Cause): unknown {
  const { actor, occurredOn } = cause;
  return facts.reduce((before, fact) => evolve(aggregate, before, { actor, occurredOn, ...fact }), state);
}

function subjectsOf(cause: Cause, person: string | undefined): readonly string[] {
  return cause.subjects.length > 0 || person === undefined ? cause.subjects : [person.toLowerCase()];
}

function includes(claims: readonly Claim[], { kind, value }: Claim): boolean {
  return claims.some((claim) => claim.kind === kind && claim.value === value);
}

/** A claim that could not be given up now is taken over later by whoever asks for it; the command is done all the same. */
async function settled(work: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(work);
}
