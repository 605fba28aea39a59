import {
  type AnyAggregate,
  beneficiary,
  type Circumstances,
  type Claim,
  isKeptFrom,
  type Restriction,
} from '#libs/casework';
import {
  type Envelope,
  OutcomeUnknown,
  type RecordedEvent,
  StoreUnavailable,
  TooLarge,
  WrongRevision,
} from '#libs/event-store';
import { canonicalJson, dayInMorocco, type Fact, Problem } from '#libs/kernel';
import { circumstancesOf } from './circumstances.ts';
import type { DeskParts } from './desk-parts.ts';
import type { Folded, StoredReceipt } from './folded-aggregates.ts';
import { record } from './record.ts';
import { covers, placesOfPerson } from './reach.ts';
import type { CommandReceipt, Desk, SentCommand } from './sent-command.ts';

const MOST_TRIES = 50;

/**
 * The one way from a command to events: who may, where, decide, claim, append. Throws `Problem` (forbidden, not
 * found, key reused, revision moved, unavailable) or the rule's `Refused`; then nothing of the command is recorded.
 */
export class CommandDesk implements Desk {
  constructor(private readonly parts: DeskParts) {}

  async send(sent: SentCommand): Promise<CommandReceipt> {
    try {
      return await this.decide(sent);
    } catch (error) {
      throw asProblem(error);
    }
  }

  /** Ids of all who ever claimed the value, e.g. held a register number; whether one holds it now, their state says. */
  claimants(kind: Claim['kind'], value: string): Promise<readonly string[]> {
    return this.parts.claims.claimants(kind, value);
  }

  /** All events of an aggregate, for who decides by them which command to send: the command does not read them again. */
  history(aggregate: AnyAggregate, id: string): Promise<readonly RecordedEvent[]> {
    return this.parts.folded.history(aggregate, id);
  }

  private async decide(sent: SentCommand): Promise<CommandReceipt> {
    const { declaration } = sent;
    if (!mayBeSentBy(sent)) {
      throw new Problem('auth.forbidden', { command: declaration.name, role: sent.actor.role });
    }
    const digest = this.parts.digest(
      canonicalJson([declaration.aggregate.kind, sent.id.toLowerCase(), declaration.name, sent.actor.id, sent.fields]),
    );
    let folded = await this.parts.folded.get(declaration.aggregate, sent.id);
    // What this sender was answered before stays answered, even where the command itself moved it out of reach.
    const answered = await this.receiptOf(sent, folded);
    if (answered?.digest === digest) return repeated(sent, answered);
    await this.checkReach(sent);
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const earlier = await this.receiptOf(sent, folded);
      if (earlier && earlier.digest !== digest) throw new Problem('request.key-reused');
      if (earlier) return repeated(sent, earlier);
      const outcome = await this.attempt(sent, folded, digest);
      if (outcome !== 'moved') return outcome;
      folded = await this.parts.folded.refreshed(declaration.aggregate, sent.id);
    }
    throw new Problem('service.unavailable');
  }

  private receiptOf({ declaration, id, commandId }: SentCommand, folded: Folded) {
    return this.parts.folded.receipt(declaration.aggregate, id, folded, commandId);
  }

  /** One decision on one folded state; 'moved' when that state was not the newest. */
  private async attempt(sent: SentCommand, folded: Folded, digest: string): Promise<CommandReceipt | 'moved'> {
    const { aggregate } = sent.declaration;
    const now = this.parts.clock.now();
    try {
      if (sent.ifRevision !== undefined && sent.ifRevision !== folded.revision) {
        throw new Problem('request.revision-moved', { revision: folded.revision });
      }
      const circumstances = await circumstancesOf(this.parts.folded, sent, folded.state, now);
      const decided = sent.declaration.decide(folded.state as never, sent.fields as never, circumstances);
      const facts = [decided].flat() as readonly Fact[];
      if (facts.length === 0)
        return { id: sent.id, revision: folded.revision, position: folded.position, events: [], repeated: false };
      const person = sent.declaration.person?.(sent.fields as never, circumstances);
      const cause = causeOf(sent, digest, now, circumstances.today, person);
      return await record(this.parts, sent, folded, facts, cause);
    } catch (error) {
      if (error instanceof WrongRevision) return 'moved';
      if (!(error instanceof Problem)) throw error;
      // Nothing is refused on a state that another process may have moved on.
      const newest = await this.parts.folded.refreshed(aggregate, sent.id);
      if (newest.revision !== folded.revision) return 'moved';
      throw error;
    }
  }

  /** What is out of the sender's reach reads as what does not exist. */
  private async checkReach({ declaration, id, fields, actor }: SentCommand): Promise<void> {
    const { folded, people } = this.parts;
    const { state, revision } = await folded.get(declaration.aggregate, id);
    const now = this.parts.clock.now();
    const circumstances = { id, actor, today: dayInMorocco(now), now };
    const person =
      declaration.aggregate.person(state as never, id) ?? declaration.person?.(fields as never, circumstances);
    const begun = declaration.opens || revision >= 0 || person === id;
    if (!begun) throw new Problem('request.not-found');
    const opensPerson = declaration.opens && person === id;
    if (person !== undefined && !opensPerson) await this.checkPersonKnown(person);
    if (person !== undefined && !declaration.reachesRestricted) await this.checkPersonShown(person, circumstances);
    if (actor.unit === '*' || (revision < 0 && opensPerson)) return;
    const named = declaration.places(fields as never);
    const places = [declaration.aggregate.places(state as never), named];
    if (person !== undefined) places.push(...(await placesOfPerson(folded, people, person)));
    else if (declaration.opens && revision < 0 && named.provinces.length === 0) return;
    if (!covers(actor.unit, places)) throw new Problem('request.not-found');
  }

  /** Who is kept from the sender is as one who does not exist. */
  private async checkPersonShown(person: string, { actor, today, now }: Circumstances): Promise<void> {
    const { state } = await this.parts.folded.recent(beneficiary, person);
    const { restriction } = state as { readonly restriction?: Restriction };
    if (isKeptFrom(restriction, actor, today, now)) throw new Problem('request.not-found');
  }

  private async checkPersonKnown(person: string): Promise<void> {
    const { folded, people } = this.parts;
    if ((await folded.recent(people.beneficiary, person)).revision >= 0) return;
    if ((await folded.refreshed(people.beneficiary, person)).revision < 0) throw new Problem('request.not-found');
  }
}

function repeated({ id }: SentCommand, { revision, position, events }: StoredReceipt): CommandReceipt {
  return { id, revision, position, events, repeated: true };
}

function mayBeSentBy({ declaration, actor, channel }: SentCommand): boolean {
  return (
    declaration.sentBy.includes(actor.role) || (channel === 'import' && declaration.importedBy.includes(actor.role))
  );
}

function causeOf(
  sent: SentCommand,
  commandDigest: string,
  recordedAt: string,
  today: string,
  person: string | undefined,
): Omit<Envelope, 'schemaVersion'> {
  const { commandId, declaration, actor, channel, correlationId = commandId, causationId = commandId } = sent;
  const occurredOn = declaration.happenedOn(sent.fields as never) ?? today;
  const subjects = person === undefined ? [] : [person.toLowerCase()];
  const command = declaration.name;
  return {
    commandId,
    commandDigest,
    command,
    correlationId,
    causationId,
    actor,
    occurredOn,
    recordedAt,
    subjects,
    channel,
  };
}

function asProblem(error: unknown): unknown {
  if (error instanceof TooLarge) return new Problem('request.too-large', { limit: error.limit }, [], { cause: error });
  if (error instanceof StoreUnavailable) return new Problem('service.unavailable', {}, [], { cause: error });
  if (error instanceof OutcomeUnknown) return new Problem('service.outcome-unknown', {}, [], { cause: error });
  return error;
}
