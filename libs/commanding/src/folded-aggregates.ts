import { type AnyAggregate, type EventCodec, type Happened } from '#libs/casework';
import type { EventStore, RecordedEvent } from '#libs/event-store';
import { LRUCache } from 'lru-cache';

/** What an earlier command answered, kept so that its repeat answers the same. */
export interface StoredReceipt {
  readonly digest: string;
  readonly revision: number;
  readonly position: string;
  readonly events: readonly string[];
}

/** An aggregate folded up to a revision; -1 where its stream does not exist. */
export interface Folded {
  readonly state: unknown;
  readonly revision: number;
  readonly position: string;
  readonly receipts: ReadonlyMap<string, StoredReceipt>;
}

const BYTES_A_RECEIPT = 250;
const RECENT_MS = 2_000;

/**
 * Folded aggregates in a cache bounded in bytes. A cached one may be behind what another process wrote: the expected
 * revision of the append finds that out, and nothing is refused before it was refreshed.
 */
export class FoldedAggregates {
  private readonly cache: LRUCache<string, Folded>;
  private readonly readAt = new WeakMap<Folded, number>();

  constructor(
    private readonly events: EventStore,
    private readonly codec: EventCodec,
    cacheBytes: number,
  ) {
    this.cache = new LRUCache({ maxSize: cacheBytes, maxEntrySize: cacheBytes / 8, sizeCalculation: bytesOf });
  }

  /** From the cache where it is there, else read. */
  async get(aggregate: AnyAggregate, id: string): Promise<Folded> {
    return this.cache.get(streamOf(aggregate, id)) ?? this.refreshed(aggregate, id);
  }

  /** As the store held it a moment ago: what another process wrote counts here soon, at the price of few reads. */
  async recent(aggregate: AnyAggregate, id: string): Promise<Folded> {
    const known = this.cache.get(streamOf(aggregate, id));
    const readAt = known && this.readAt.get(known);
    if (known && readAt !== undefined && performance.now() - readAt < RECENT_MS) return known;
    return this.refreshed(aggregate, id);
  }

  /** With everything the store holds now. */
  async refreshed(aggregate: AnyAggregate, id: string): Promise<Folded> {
    const stream = streamOf(aggregate, id);
    const known = this.cache.get(stream);
    const tail = await this.events.readStream(stream, known ? { from: known.revision + 1 } : {});
    return this.extend(aggregate, id, known ?? emptyOf(aggregate), tail);
  }

  /** Folds events that follow on what was known, and remembers the result. */
  extend(aggregate: AnyAggregate, id: string, known: Folded, tail: readonly RecordedEvent[]): Folded {
    const folded = tail.reduce<Folded>((before, event) => this.step(aggregate, before, event), known);
    this.readAt.set(folded, performance.now());
    this.cache.set(streamOf(aggregate, id), folded);
    return folded;
  }

  private step(aggregate: AnyAggregate, before: Folded, event: RecordedEvent): Folded {
    const happened = this.codec.decode(event);
    const { commandId, commandDigest } = happened.envelope;
    const earlier = before.receipts.get(commandId);
    const receipts = before.receipts as Map<string, StoredReceipt>;
    receipts.set(commandId, {
      digest: commandDigest,
      revision: event.revision,
      position: event.position,
      events: earlier && earlier.revision < event.revision ? [...earlier.events, event.type] : [event.type],
    });
    return {
      state: evolve(aggregate, before.state, happened),
      revision: event.revision,
      position: event.position,
      receipts,
    };
  }
}

export function streamOf(aggregate: AnyAggregate, id: string): string {
  return `${aggregate.kind}-${id.toLowerCase()}`;
}

export function evolve(aggregate: AnyAggregate, state: unknown, event: Happened): unknown {
  return aggregate.evolve(state as never, event as never);
}

function emptyOf(aggregate: AnyAggregate): Folded {
  return { state: aggregate.initial, revision: -1, position: '', receipts: new Map() };
}

function bytesOf(folded: Folded): number {
  return 2 * JSON.stringify(folded.state).length + BYTES_A_RECEIPT * folded.receipts.size + 100;
}
