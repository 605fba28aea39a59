import { type AnyAggregate, type Claim, ClaimGivenUp, ClaimTaken, type EventCodec } from '#libs/casework';
import {
  type Envelope,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  type StreamAppend,
  WrongRevision,
} from '#libs/event-store';
import { type Clock, type Fact, idFrom, Problem, Refused } from '#libs/kernel';
import type { Folded, FoldedAggregates } from './folded-aggregates.ts';

/** How long a claim is respected whose owner's event is not there yet: far longer than an append is tried. */
const GRACE_MS = 60_000;

type Cause = Omit<Envelope, 'schemaVersion'>;

/** Who claims: the owner's stream, and the revision at which the event that needs the claim would stand. */
export interface Claimant {
  readonly stream: string;
  readonly revision: number;
}

/**
 * Rules across streams. A claim is a stream of its own, named by a keyed hash of the value, so that two owners who
 * want the same value at once collide on its revision and one wins. Once the owner's stream has reached the revision
 * that the claim was made for, the owner's state says whether it is held; before that the claim is pending, and one
 * that stays pending (its command crashed) is taken over by the next who asks.
 */
export class Claims {
  constructor(
    private readonly events: EventStore,
    private readonly codec: EventCodec,
    private readonly aggregates: ReadonlyMap<string, AnyAggregate>,
    private readonly folded: FoldedAggregates,
    private readonly clock: Clock,
    private readonly hash: (kind: string, value: string) => string,
  ) {}

  /** Throws the claim's own refusal where another holds it, or `claim.pending` while another is taking it. */
  async take(claim: Claim, claimant: Claimant, cause: Cause): Promise<void> {
    const stream = this.streamOf(claim);
    const fact = ClaimTaken({ owner: claimant.stream, revision: claimant.revision });
    let last: RecordedEvent | undefined;
    for (;;) {
      if (last?.type === ClaimTaken.type) {
        if (last.data['owner'] !== claimant.stream) await this.refuseIfHeld(last, claim);
        else if (isFor(last, claimant, cause) && this.ageOf(last) < GRACE_MS / 2) return;
      }
      if (await this.write(stream, last, fact, cause)) return;
      last = await this.lastOf(stream);
    }
  }

  /** The append that takes a claim nobody ever made; it goes into the commit of the owner's event, or fails it. */
  first(claim: Claim, claimant: Claimant, cause: Cause): StreamAppend {
    const stream = this.streamOf(claim);
    const fact = ClaimTaken({ owner: claimant.stream, revision: claimant.revision });
    return { stream, expected: 'no-stream', events: [this.encode(stream, 'no-stream', fact, cause)] };
  }

  /** Ids of all who ever took it, in the order in which they first did, whether they hold it now or not. */
  async claimants(kind: Claim['kind'], value: string): Promise<readonly string[]> {
    const taken = await this.events.readStream(this.streamOf({ kind, value }));
    return [...new Set(taken.map((event) => ownerIn(event).id))];
  }

  /** After the owner's event: gives up what its state holds no more, unless a later command is taking it again. */
  async giveUp(claim: Claim, claimant: Claimant, cause: Cause): Promise<void> {
    const last = await this.lastOf(this.streamOf(claim));
    if (!last || !isOwnedBy(last, claimant) || Number(last.data['revision']) > claimant.revision) return;
    if (this.isHeld(claim, await this.ownerOf(last))) return;
    await this.write(this.streamOf(claim), last, ClaimGivenUp({ owner: claimant.stream }), cause);
  }

  /** After a command that took it and then failed: gives up what that command alone had taken. */
  async takeBack(claim: Claim, claimant: Claimant, cause: Cause): Promise<void> {
    const last = await this.lastOf(this.streamOf(claim));
    if (!last || !isFor(last, claimant, cause) || this.isHeld(claim, await this.ownerOf(last))) return;
    await this.write(this.streamOf(claim), last, ClaimGivenUp({ owner: claimant.stream }), cause);
  }

  private streamOf(claim: Pick<Claim, 'kind' | 'value'>): string {
    return `claim-${claim.kind}-${this.hash(claim.kind, claim.value)}`;
  }

  private async lastOf(stream: string): Promise<RecordedEvent | undefined> {
    const [last] = await this.events.readStream(stream, { direction: 'backwards', limit: 1 });
    return last;
  }

  private async refuseIfHeld(last: RecordedEvent, claim: Claim): Promise<void> {
    const owner = await this.ownerOf(last);
    if (this.isHeld(claim, owner)) throw new Refused(claim.refusal);
    const pending = owner.folded.revision < Number(last.data['revision']);
    if (pending && this.ageOf(last) < GRACE_MS) throw new Problem('claim.pending');
  }

  private async ownerOf(last: RecordedEvent): Promise<{ aggregate: AnyAggregate; id: string; folded: Folded }> {
    const { kind, id } = ownerIn(last);
    const aggregate = this.aggregates.get(kind);
    if (!aggregate) throw new Error(`The claim ${last.stream} names an owner of an unknown kind.`);
    return { aggregate, id, folded: await this.folded.refreshed(aggregate, id) };
  }

  private isHeld(claim: Claim, { aggregate, id, folded }: Awaited<ReturnType<Claims['ownerOf']>>): boolean {
    const held = aggregate.claims(folded.state as never, id);
    return held.some(({ kind, value }) => kind === claim.kind && value === claim.value);
  }

  private ageOf(event: RecordedEvent): number {
    return Math.abs(Date.parse(this.clock.now()) - Date.parse(event.metadata['recordedAt'] as string));
  }

  private async write(stream: string, last: RecordedEvent | undefined, fact: Fact, cause: Cause): Promise<boolean> {
    const expected = last?.revision ?? 'no-stream';
    try {
      await this.events.append(stream, expected, [this.encode(stream, expected, fact, cause)]);
      return true;
    } catch (error) {
      if (error instanceof WrongRevision) return false;
      throw error;
    }
  }

  private encode(stream: string, expected: ExpectedRevision, fact: Fact, cause: Cause): NewEvent {
    return this.codec.encode(idFrom(cause.commandId, stream, fact.type, String(expected)), fact, cause);
  }
}

function ownerIn({ data }: RecordedEvent): { kind: string; id: string } {
  const [, kind = '', id = ''] = /^(.+)-([0-9a-f-]{36})$/.exec(data['owner'] as string) ?? [];
  return { kind, id };
}

function isOwnedBy(last: RecordedEvent, claimant: Claimant): boolean {
  return last.type === ClaimTaken.type && last.data['owner'] === claimant.stream;
}

function isFor(last: RecordedEvent, claimant: Claimant, cause: Cause): boolean {
  return (
    isOwnedBy(last, claimant) &&
    last.data['revision'] === claimant.revision &&
    last.metadata['commandId'] === cause.commandId
  );
}
