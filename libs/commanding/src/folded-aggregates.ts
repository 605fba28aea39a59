import { type AnyAggregate, type EventCodec, type Happened } from '#libs/casework';
import type { Appended, EventStore, RecordedEvent } from '#libs/event-store';
import { LRUCache } from 'lru-cache';

/** What an earlier command answered, so that its repeat answers the same. */
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
  /** Marks of the commands that made it so: who is not marked was not there. */
  readonly commands: ReadonlySet<number>;
}

interface Remembered {
  readonly folded: Folded;
  readonly stateBytes: number;
  readonly readAt: number;
  /** What the store said then of the writes of others. */
  readonly elsewhere: number | undefined;
}

/** Its mark's place in a set that has room for more. */
const BYTES_A_COMMAND = 40;
/** Names, maps and places in lists beside the state; measured with one command. */
const BYTES_AN_ENTRY = 400;
const RECENT_MS = 2_000;
const ASK_EVERY_MS = 100;

/**
 * Folded aggregates in a cache bounded in bytes. A cached one may be behind what another process wrote: the expected
 * revision of the append finds that out, and nothing is refused before it was refreshed.
 */
export class FoldedAggregates {
  private readonly cache: LRUCache<string, Remembered>;
  private elsewhere: number | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly events: EventStore,
    private readonly codec: EventCodec,
    cacheBytes: number,
  ) {
    this.cache = new LRUCache({ maxSize: cacheBytes, maxEntrySize: cacheBytes / 8, sizeCalculation: bytesOf });
  }

  /** From the cache where it is there, else read. */
  async get(aggregate: AnyAggregate, id: string): Promise<Folded> {
    return this.cache.get(streamOf(aggregate, id))?.folded ?? this.refreshed(aggregate, id);
  }

  /** As the store held it a moment ago: what another process wrote counts here soon, at the price of few reads. */
  recent(aggregate: AnyAggregate, id: string): Folded | Promise<Folded> {
    const known = this.cache.get(streamOf(aggregate, id));
    return known && this.isRecent(known) ? known.folded : this.refreshed(aggregate, id);
  }

  /** With everything the store holds now. */
  async refreshed(aggregate: AnyAggregate, id: string): Promise<Folded> {
    const stream = streamOf(aggregate, id);
    const known = this.cache.get(stream)?.folded;
    this.askOfOthers(performance.now());
    const tail = await this.events.readStream(stream, known ? { from: known.revision + 1 } : {});
    return this.extend(aggregate, id, known ?? emptyOf(aggregate), tail);
  }

  /**
   * What a command answered that the aggregate has seen. It is asked for seldom, after a lost answer, so the log tells it:
   * a cache that kept every answer would be full of them.
   */
  receipt(
    aggregate: AnyAggregate,
    id: string,
    { commands }: Folded,
    commandId: string,
  ): undefined | Promise<StoredReceipt | undefined> {
    return commands.has(markOf(commandId)) ? this.readReceipt(streamOf(aggregate, id), commandId) : undefined;
  }

  /** All its events; what they make of it is remembered for the command that follows. */
  async history(aggregate: AnyAggregate, id: string): Promise<readonly RecordedEvent[]> {
    this.askOfOthers(performance.now());
    const events = await this.events.readStream(streamOf(aggregate, id));
    this.extend(aggregate, id, emptyOf(aggregate), events);
    return events;
  }

  /** Folds events that follow on what was known, and remembers the result. */
  extend(aggregate: AnyAggregate, id: string, known: Folded, tail: readonly RecordedEvent[]): Folded {
    const folded = tail.reduce<Folded>((before, event) => this.step(aggregate, before, event), known);
    this.remember(streamOf(aggregate, id), folded);
    return folded;
  }

  /** What a command has made of the state it was decided on. */
  advance(
    aggregate: AnyAggregate,
    id: string,
    { commands }: Folded,
    state: unknown,
    commandId: string,
    { revision, position }: Appended,
  ): void {
    mark(commands, commandId);
    this.remember(streamOf(aggregate, id), { state, revision, position, commands });
  }

  /** Undefined where only the mark is the same. */
  private async readReceipt(stream: string, commandId: string): Promise<StoredReceipt | undefined> {
    const recorded = await this.events.readStream(stream);
    const its = recorded.filter(({ metadata }) => metadata['commandId'] === commandId);
    const last = its.at(-1);
    if (!last) return undefined;
    const { commandDigest: digest } = this.codec.decode(last).envelope;
    return { digest, revision: last.revision, position: last.position, events: its.map(({ type }) => type) };
  }

  private remember(stream: string, folded: Folded): void {
    const before = this.cache.peek(stream);
    const isSame = before !== undefined && before.folded.state === folded.state;
    const stateBytes = isSame ? before.stateBytes : bytesOfState(folded.state);
    this.cache.set(stream, { folded, stateBytes, readAt: performance.now(), elsewhere: this.elsewhere });
  }

  /** Read not long ago, or nobody else has written since. */
  private isRecent({ readAt, elsewhere }: Remembered): boolean {
    const now = performance.now();
    if (now - readAt < RECENT_MS) return true;
    this.askOfOthers(now);
    return elsewhere !== undefined && elsewhere === this.elsewhere;
  }

  private askOfOthers(now: number): void {
    if (now - this.askedAt < ASK_EVERY_MS) return;
    this.elsewhere = this.events.writtenElsewhere?.();
    this.askedAt = now;
  }

  private step(aggregate: AnyAggregate, before: Folded, event: RecordedEvent): Folded {
    const happened = this.codec.decode(event);
    mark(before.commands, happened.envelope.commandId);
    const { revision, position } = event;
    return { state: evolve(aggregate, before.state, happened), revision, position, commands: before.commands };
  }
}

export function streamOf(aggregate: AnyAggregate, id: string): string {
  return `${aggregate.kind}-${id.toLowerCase()}`;
}

export function evolve(aggregate: AnyAggregate, state: unknown, event: Happened): unknown {
  return aggregate.evolve(state as never, event as never);
}

function emptyOf(aggregate: AnyAggregate): Folded {
  return { state: aggregate.initial, revision: -1, position: '', commands: new Set() };
}

function mark(commands: ReadonlySet<number>, commandId: string): void {
  (commands as Set<number>).add(markOf(commandId));
}

/** 31 bits of a UUID, as many as V8 keeps without a box; either end of it may be a clock or a machine's address. */
function markOf(commandId: string): number {
  const [first, last] = [commandId.slice(0, 8), commandId.slice(-8)];
  return (Number.parseInt(first, 16) ^ Number.parseInt(last, 16)) >>> 1;
}

function bytesOf({ folded, stateBytes }: Remembered): number {
  return stateBytes + BYTES_A_COMMAND * folded.commands.size + BYTES_AN_ENTRY;
}

function bytesOfState(state: unknown): number {
  return 2 * JSON.stringify(state).length;
}
