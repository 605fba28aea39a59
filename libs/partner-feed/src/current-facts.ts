import type { Aggregate, AnyAggregate } from '#libs/casework';
import { BEGINNING, type EventStore, type Position } from '#libs/event-store';
import { LRUCache } from 'lru-cache';

/** Aggregates as the event store holds them now. */
export interface Folding {
  refreshed(aggregate: AnyAggregate, id: string): Promise<{ readonly state: unknown }>;
}

const MOST_KEPT = 50_000;
const PAGE_SIZE = 500;
/** Whoever is further behind forgets what it knows instead of reading what it missed. */
const MOST_PAGES = 4;

/**
 * What decides on leaving, exactly as it is: before each answer the log is asked what was written since the last one,
 * once for everybody who answers at that time, and what that changed is read anew.
 */
export class CurrentFacts {
  /** By kind, then by id. */
  private readonly states = new Map<string, LRUCache<string, { readonly state: unknown }>>();
  private readonly reading = new Map<string, { isOverdue: boolean; readonly state: Promise<unknown> }>();
  private position: Position = BEGINNING;
  private current: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(
    private readonly events: EventStore,
    private readonly folding: Folding,
  ) {}

  /** From when it resolves, states are those of a moment after it was called. */
  upToNow(): Promise<void> {
    if (!this.current) return (this.current = this.catchUp().finally(() => (this.current = undefined)));
    // The reading under way may have passed what is asked for; the next one is shared by all who come meanwhile.
    this.next ??= this.current
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.upToNow();
      });
    return this.next;
  }

  /** The state at the last `upToNow`, or later. What is known is answered without a turn of the event loop. */
  of<S>(aggregate: Aggregate<S>, id: string): S | Promise<S> {
    const known = this.states.get(aggregate.kind)?.get(id);
    return known ? (known.state as S) : this.read(aggregate, id);
  }

  private async read<S>(aggregate: Aggregate<S>, id: string): Promise<S> {
    const stream = `${aggregate.kind}-${id}`;
    const under = this.reading.get(stream);
    if (under && !under.isOverdue) return under.state as Promise<S>;
    const state = this.folding.refreshed(aggregate as AnyAggregate, id).then((folded) => folded.state);
    const mine = { isOverdue: false, state };
    this.reading.set(stream, mine);
    try {
      const read = await state;
      if (!mine.isOverdue) this.statesOf(aggregate.kind).set(id, { state: read });
      return read as S;
    } finally {
      if (this.reading.get(stream) === mine) this.reading.delete(stream);
    }
  }

  private async catchUp(): Promise<void> {
    if (this.position === BEGINNING) return this.startAnew();
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = await this.events.readAll(this.position, PAGE_SIZE);
      for (const { stream } of page) this.forget(stream);
      this.position = page.at(-1)?.position ?? this.position;
      if (page.length < PAGE_SIZE) return;
    }
    await this.startAnew();
  }

  private async startAnew(): Promise<void> {
    this.position = await this.events.head();
    this.states.clear();
    for (const under of this.reading.values()) under.isOverdue = true;
  }

  private statesOf(kind: string): LRUCache<string, { readonly state: unknown }> {
    const known = this.states.get(kind) ?? new LRUCache({ max: MOST_KEPT });
    this.states.set(kind, known);
    return known;
  }

  private forget(stream: string): void {
    const dash = stream.indexOf('-');
    this.states.get(stream.slice(0, dash))?.delete(stream.slice(dash + 1));
    const under = this.reading.get(stream);
    if (under) under.isOverdue = true;
  }
}
