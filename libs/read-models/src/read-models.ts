import type { Position } from '#libs/event-store';
import type { JsonObject } from '#libs/kernel';

/** A field a query may name: `province`, or `words` with `many` where the field holds a list and any element matches. */
export interface Index {
  /** Dotted path in the document. */
  readonly field: string;
  readonly many?: boolean;
  /**
   * Asked for seldom, beside others, or by what half of all documents have: a look-up may pass over every document, so
   * that writing one costs little. A list is asked by `equals` alone.
   */
  readonly seldom?: boolean;
}

export interface Collection {
  /** Physical name, e.g. `projects@1.1`. */
  readonly name: string;
  readonly indexes: readonly Index[];
  /** Nobody asks before it is filled and prepared again, so what is quicker made at the end may wait for that. */
  readonly filling?: boolean;
}

export type Scalar = string | number | boolean;

/**
 * How one field must be; several conditions on one document all hold. Missing, null, a list (unless the index is of
 * `many`) and an object are the same: absent. Booleans compare as numbers, true 1 and false 0; text only with text.
 */
export type Condition =
  | { readonly field: string; readonly equals: Scalar }
  | { readonly field: string; readonly in: readonly Scalar[] }
  /** Bounds included; values of the bounds' own kind alone, so none between a number and a text. Without bounds: exists. */
  | { readonly field: string; readonly from?: Scalar; readonly to?: Scalar }
  | { readonly field: string; readonly exists: boolean }
  | { readonly field: string; readonly prefix: string }
  /** At least one of these holds. */
  | { readonly any: readonly Condition[] };

export interface Query {
  readonly where?: readonly Condition[];
  /** Absent values come first, then numbers and booleans, then text by code point; ties by id in the same direction. Default: by id. */
  readonly sort?: { readonly field: string; readonly descending?: boolean };
  readonly limit: number;
  /** Where the page before ended, as it said in `next`. */
  readonly after?: PageEnd;
}

export interface PageEnd {
  /** The last document's value of the sort field, null where absent. */
  readonly value: Scalar | null;
  readonly id: string;
}

export interface Page {
  readonly items: readonly JsonObject[];
  readonly next: PageEnd | undefined;
}

export interface Group {
  /** The values of the fields grouped by, null where absent. */
  readonly key: Readonly<Record<string, Scalar | null>>;
  readonly count: number;
  /** Totals of the fields summed; what is not a number counts 0. */
  readonly sums: Readonly<Record<string, number>>;
}

/** A document as the runner sees it, also after its removal. */
export interface Stored {
  /** Counts writes; a replacement names the one it was read at. */
  readonly rev: number;
  /** Position of the last event folded into it. */
  readonly position: Position;
  /** null: removed; the tombstone keeps the position. */
  readonly body: JsonObject | null;
}

export interface Replacement {
  readonly id: string;
  /** `rev` as loaded, or undefined when there was nothing. */
  readonly readAt: number | undefined;
  readonly position: Position;
  readonly body: JsonObject | null;
  /** The body as loaded, where the caller still has it: what both have in common need not be written. */
  readonly was?: JsonObject | null;
}

export interface Checkpoint {
  readonly logId: string;
  readonly position: Position;
}

/** An event that could not be folded into a document, and every later one of the same document. */
export interface ParkedEvent {
  /** The document it belongs to. */
  readonly key: string;
  readonly position: Position;
  readonly stream: string;
  readonly type: string;
  /** What went wrong, without personal data. */
  readonly error: string;
}

export interface Batch {
  /** Physical collection; also the name the checkpoint is stored under. */
  readonly collection: string;
  readonly replacements: readonly Replacement[];
  readonly parked?: readonly ParkedEvent[];
  /** Parked events that have been folded after all. */
  readonly unparked?: readonly { readonly key: string; readonly position: Position }[];
  readonly checkpoint?: Checkpoint;
  /** The lease it is written under; a batch of a lease that was taken over is refused. */
  readonly lease?: Lease;
}

export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Grows with every change of holder. */
  readonly fence: number;
}

/**
 * Documents that queries read and the runner replaces. There are no update operators, so all adapters agree.
 * Fields of a document may have any name; those of declared indexes are dotted paths of plain names.
 * Errors: `UnknownCollection`, `UndeclaredIndex`, `ReadModelsUnavailable`.
 */
export abstract class ReadModels {
  /** Makes what is missing: collections and their indexes, in the background where the engine can. Repeatable. */
  abstract prepare(collections: readonly Collection[]): Promise<void>;

  abstract get(collection: string, id: string): Promise<JsonObject | undefined>;
  /** Fields named in `where` and `sort` are declared indexes of the collection, or `id`. */
  abstract find(collection: string, query: Query): Promise<Page>;
  abstract count(collection: string, where?: readonly Condition[]): Promise<number>;
  /** Counts and totals by the values of fields, sorted by key; by no fields one group, if there are documents. */
  abstract group(
    collection: string,
    where: readonly Condition[],
    by: readonly string[],
    sums?: readonly string[],
  ): Promise<readonly Group[]>;

  /** Only those that exist, tombstones included. */
  abstract load(collection: string, ids: readonly string[]): Promise<Map<string, Stored>>;
  /**
   * Writes documents and parked events, then the checkpoint; where the engine can, all batches in one transaction.
   * A replacement whose document moved since it was read is not written and its id answered, and then the batch's
   * parked events and checkpoint are not stored either: load again and fold again. Batches of one collection are
   * written in their order. No id comes twice in a batch. Errors: `LeaseLost`, `UnknownCollection`.
   */
  abstract save(batches: readonly Batch[]): Promise<{ readonly lost: ReadonlyMap<string, readonly string[]> }>;
  abstract checkpoint(collection: string): Promise<Checkpoint | undefined>;
  /** Parked events of a collection in position order, or of one of its documents. */
  abstract parked(collection: string, key?: string): Promise<readonly ParkedEvent[]>;
  /** Every document with its id, in id order, a page at a time; what rebuild and verification compare. */
  abstract scan(
    collection: string,
    afterId: string,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly stored: Stored }[]>;
  /** Removes documents, parked events and checkpoint; questions about it are refused from then on. Repeatable. */
  abstract drop(collection: string): Promise<void>;

  /**
   * Takes or renews the lease for `ttlMs` from the engine's own clock; undefined while another holder's runs. Renewing
   * keeps the fence; after a lapse, or a change of holder, it has grown.
   */
  abstract lease(name: string, holder: string, ttlMs: number): Promise<Lease | undefined>;
  abstract release(lease: Lease): Promise<void>;

  abstract close(): Promise<void>;
}
