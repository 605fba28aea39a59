import type { JsonObject } from '#libs/kernel';

/**
 * A place in the log. Opaque text that sorts in commit order; positions are not dense. The empty string is before
 * the first event.
 */
export type Position = string;
export const BEGINNING: Position = '';

/** The revision the stream must be at, or that it must not exist. There is no "any": only these two repeat safely for good. */
export type ExpectedRevision = number | 'no-stream';

export interface NewEvent {
  /** UUID made once, outside every retry. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** From 0, without gaps, in its stream. */
  readonly revision: number;
  readonly position: Position;
}

export interface Appended {
  /** Revision of the last event given. */
  readonly revision: number;
  /** Position of the last event given. */
  readonly position: Position;
}

export interface StreamAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

export interface StreamSlice {
  /** First revision wanted; for backwards reading the last. Default: the first, or for backwards the newest. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  /** At most this many events (1 or more); default all. */
  readonly limit?: number;
}

/**
 * The truth: streams of events in one log. Every adapter passes the same contract suite (test/contract).
 *
 * Errors: `WrongRevision`, `TooLarge`, `InvalidAppend`, `StoreUnavailable` (nothing was written),
 * `OutcomeUnknown` (send the same ids with the same expectation again: it answers the first write's receipt).
 */
export abstract class EventStore {
  /**
   * All events or none. Answered only when durable and visible to every other connection. Repeating an append
   * (same ids, same expectation) answers the original revision and position and writes nothing, for ever.
   */
  abstract append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;

  /**
   * Appends to several streams in one commit: all are written or none, and then `WrongRevision` names the first that
   * does not fit. No stream comes twice. Absent where the engine cannot.
   */
  appendTogether?(appends: readonly StreamAppend[]): Promise<readonly Appended[]>;

  /** A stream that does not exist reads as empty. */
  abstract readStream(stream: string, slice?: StreamSlice): Promise<RecordedEvent[]>;

  /** Up to `limit` events (1 or more) after a position, in commit order; an empty answer means the end was reached. */
  abstract readAll(after: Position, limit: number): Promise<RecordedEvent[]>;

  /**
   * The same, for one who asks for little of each event; not to be spread or compared, since what is in the event is
   * read from its text at each asking. Absent where the engine has no text.
   */
  readAllWritten?(after: Position, limit: number): Promise<RecordedEvent[]>;

  /**
   * A doorbell: resolves when something after the position may exist, and at the latest after `timeoutMs`. It may
   * ring for nothing; it never holds events, so following the log is readAll until empty, then wait here.
   */
  abstract changed(after: Position, timeoutMs: number, signal?: AbortSignal): Promise<void>;

  /**
   * A number that moves when others than this store object have written; undefined when that cannot be told now, and
   * absent where the engine cannot tell it at little cost.
   */
  writtenElsewhere?(): number | undefined;

  /** Somebody who knows says that others have written: who waits in `changed` looks now. Absent where they are told anyway. */
  lookNow?(): void;

  /** Position of the newest event, or `BEGINNING`. */
  abstract head(): Promise<Position>;

  /** The random id this log was given when it was opened first. A checkpoint of another log must be refused. */
  abstract logId(): Promise<string>;

  abstract close(): Promise<void>;
}

/** The stream that opens every log; its one event carries the log's id. */
export const LOG_STREAM = 'log';
export const LOG_OPENED = 'LogOpened';
