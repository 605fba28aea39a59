import { BEGINNING, type EventStore, type Position } from '#libs/event-store';
import type { JsonObject } from '#libs/kernel';
import { DocumentsInMemory, type Folded } from './documents-in-memory.ts';
import type { AnyProjection, Seen } from './projection.ts';
import type { Batch, Checkpoint, Lease, ParkedEvent, ReadModels, Replacement } from './read-models.ts';
import { CheckpointOfAnotherLog, whatWentWrong } from './runner-alarms.ts';
import type { PageEvent } from './seen-events.ts';

type Evolve = (document: object | undefined, event: Seen, key: string) => object | null | undefined;
type EvolveAll = (document: object | undefined, events: readonly Seen[], key: string) => object;

export interface GenerationOptions {
  readonly events: EventStore;
  readonly logId: string;
  /** Documents of it that may stay in memory between pages. */
  readonly kept: number;
  readonly onParked?: (event: ParkedEvent) => void;
}

/** Parked events that wait in memory to be stored; a projection that fails on everything must not fill it. */
const MANY_PARKED = 1_000;

/** Parked under this instead of a document, an event of which nobody can say which documents it changes. */
export function keyOfUnreadable(stream: string): string {
  return `stream:${stream}`;
}

/** One generation of a projection's documents: folds pages into it, and says what is to be stored of that. */
export class Generation {
  private readonly types: ReadonlySet<string>;
  /** The last event parked for a key; every later one of that key is parked too, to keep their order. */
  private readonly lastParked = new Map<string, Position>();
  /** What was changed since it was stored last. */
  private readonly unstored = new Map<string, Folded>();
  private parked: ParkedEvent[] = [];
  private unparked: { key: string; position: Position }[] = [];

  private constructor(
    readonly projection: AnyProjection,
    readonly collection: string,
    private readonly documents: DocumentsInMemory,
    private readonly options: GenerationOptions,
    /** The last event folded in. */
    private at: Position,
  ) {
    this.types = new Set(projection.on.map(({ type }) => type));
  }

  /** The collection has been prepared. Error: `CheckpointOfAnotherLog`. */
  static async open(
    readModels: ReadModels,
    projection: AnyProjection,
    collection: string,
    options: GenerationOptions,
  ): Promise<Generation> {
    const checkpoint = await readModels.checkpoint(collection);
    if (checkpoint && !(await isOfLog(checkpoint, options))) throw new CheckpointOfAnotherLog(collection);
    const isEmpty = !checkpoint && (await readModels.scan(collection, '', 1)).length === 0;
    const documents = new DocumentsInMemory(readModels, collection, options.kept, isEmpty);
    const generation = new Generation(projection, collection, documents, options, checkpoint?.position ?? BEGINNING);
    for (const { key, position } of await readModels.parked(collection)) generation.lastParked.set(key, position);
    return generation;
  }

  get position(): Position {
    return this.at;
  }

  async fold(page: readonly PageEvent[]): Promise<void> {
    const touched = new Map<string, Seen[]>();
    for (const event of page) {
      if (event.recorded.position <= this.at) continue;
      const { seen } = event;
      for (const key of this.keysOf(event)) if (seen) add(touched, key, seen);
    }
    if (touched.size > 0) {
      await this.documents.load(touched.keys());
      for (const [key, events] of touched) this.foldInto(key, events);
    }
    const last = page.at(-1)?.recorded.position ?? BEGINNING;
    if (last > this.at) this.at = last;
  }

  /** Folds parked events of one document, which are in order; stops at the first that still fails. */
  async foldParked(key: string, events: readonly Seen[], areAll: boolean): Promise<void> {
    await this.documents.load([key]);
    const document = this.documents.find(key);
    if (!document) return;
    for (const event of events) {
      if (event.position > document.position && this.evolve(document, event, key) !== undefined) return;
      this.unparked.push({ key, position: event.position });
    }
    if (areAll) this.lastParked.delete(key);
  }

  /** An event that could not be read turned out not to concern this projection. */
  passOver(key: string, position: Position): void {
    this.unparked.push({ key, position });
    if (this.lastParked.get(key) === position) this.lastParked.delete(key);
  }

  /** A checkpoint belongs only to a batch after which nothing that was folded is left in memory alone. */
  batch(changed: readonly [string, Folded][], lease: Lease | undefined, withCheckpoint: boolean): Batch {
    return {
      collection: this.collection,
      replacements: changed.map(([id, document]) => replacementOf(id, document)),
      ...(withCheckpoint ? { parked: this.parked, unparked: this.unparked } : {}),
      ...(withCheckpoint ? { checkpoint: { logId: this.options.logId, position: this.at } } : {}),
      ...(lease ? { lease } : {}),
    };
  }

  changed(which: 'all' | 'older' = 'all'): [string, Folded][] {
    return which === 'all' ? [...this.unstored] : [...this.documents.older()].filter(([, { changed }]) => changed);
  }

  /** What was given to `batch` is stored, but for the documents that another worker had moved. */
  stored(changed: readonly [string, Folded][], lost: readonly string[], withCheckpoint: boolean): void {
    const missed = new Set(lost);
    for (const [id, document] of changed) {
      this.unstored.delete(id);
      if (missed.has(id)) this.documents.forget(id);
      else {
        document.rev = (document.rev ?? 0) + 1;
        document.stored = document.body;
        document.changed = false;
      }
    }
    if (withCheckpoint && missed.size === 0) {
      this.parked = [];
      this.unparked = [];
    }
  }

  /** Goes back to fold again what was lost; what is stored already says so by its position. */
  rewind(position: Position): void {
    this.at = position;
  }

  get hasManyParked(): boolean {
    return this.parked.length >= MANY_PARKED;
  }

  get isFull(): boolean {
    return this.documents.isFull;
  }

  /** What falls out of memory now has been stored. */
  age(): void {
    this.documents.age();
  }

  private keysOf({ recorded, seen, unreadable }: PageEvent): readonly string[] {
    const { type, stream } = recorded;
    if (unreadable !== undefined) {
      this.park(keyOfUnreadable(stream), recorded, unreadable);
      return [];
    }
    if (!seen || !this.types.has(type)) return [];
    try {
      return this.projection.keys(seen);
    } catch (error) {
      this.park(keyOfUnreadable(stream), recorded, whatWentWrong(error));
      return [];
    }
  }

  private foldInto(key: string, events: readonly Seen[]): void {
    const document = this.documents.find(key);
    if (!document) return;
    if (!this.lastParked.has(key) && this.evolveAll(document, events, key)) return;
    for (const event of events) {
      if (event.position <= document.position) continue;
      const failed = this.lastParked.has(key) ? 'An earlier event of it is parked.' : this.evolve(document, event, key);
      if (failed !== undefined) this.park(key, event, failed);
    }
  }

  /** Whether they could all be folded at once; where one of them fails, it is found one by one. */
  private evolveAll(document: Folded, events: readonly Seen[], key: string): boolean {
    const { projection } = this;
    const [first] = events;
    const last = events.at(-1);
    if (!projection.evolveAll || !first || !last || first.position <= document.position) return false;
    try {
      document.body = (projection.evolveAll as EvolveAll).call(projection, document.body ?? undefined, events, key);
    } catch {
      return false;
    }
    this.change(document, last, key);
    return true;
  }

  /** Answers what went wrong. A document that stays as it was keeps its position too: there is nothing to store. */
  private evolve(document: Folded, event: Seen, key: string): string | undefined {
    const before = document.body ?? undefined;
    try {
      const after = (this.projection.evolve as unknown as Evolve).call(this.projection, before, event, key);
      if (after === undefined || after === before || (after === null && before === undefined)) return undefined;
      document.body = after;
      this.change(document, event, key);
      return undefined;
    } catch (error) {
      return whatWentWrong(error);
    }
  }

  private change(document: Folded, { position }: Seen, key: string): void {
    document.position = position;
    if (document.changed) return;
    document.changed = true;
    this.unstored.set(key, document);
  }

  private park(key: string, { position, stream, type }: Omit<ParkedEvent, 'key' | 'error'>, error: string): void {
    const last = this.lastParked.get(key);
    if (last !== undefined && position <= last) return;
    this.lastParked.set(key, position);
    const parked = { key, position, stream, type, error };
    this.parked.push(parked);
    if (last === undefined) this.options.onParked?.(parked);
  }
}

function replacementOf(id: string, { rev, position, body, stored }: Folded): Replacement {
  return { id, readAt: rev, position, body: body as JsonObject | null, was: stored as JsonObject | null };
}

/** An event that names a document twice is one event. */
function add(touched: Map<string, Seen[]>, key: string, event: Seen): void {
  const events = touched.get(key);
  if (!events) touched.set(key, [event]);
  else if (events.at(-1) !== event) events.push(event);
}

/** A log that was brought back from an older copy has other events, or none, where the checkpoint is. */
async function isOfLog({ logId, position }: Checkpoint, options: GenerationOptions): Promise<boolean> {
  return logId === options.logId && position <= (await options.events.head());
}
