import { type Ids, RandomIds } from '#libs/kernel';
import { encodeAppend } from './check-append.ts';
import { checkLimit } from './check-limit.ts';
import { StoreUnavailable, WrongRevision } from './errors.ts';
import {
  type Appended,
  BEGINNING,
  EventStore,
  type ExpectedRevision,
  LOG_OPENED,
  LOG_STREAM,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type StreamSlice,
} from './event-store.ts';
import { eventStoreDbAddress } from './eventstoredb-address.ts';
import { type Append, appendUntilKnown, type Patience } from './eventstoredb-append.ts';
import { EventStoreDbConnection } from './eventstoredb-connection.ts';
import { EventStoreDbDoorbell } from './eventstoredb-doorbell.ts';
import { StreamDeleted } from './eventstoredb-errors.ts';
import { positionText } from './eventstoredb-position.ts';
import { EventStoreDbReads } from './eventstoredb-reads.ts';

export interface EventStoreDbOptions extends Partial<Patience> {
  readonly ids?: Ids;
}

const DEADLINE_MS = 5_000;
const REPEAT_AFTER_MS = [100, 500];

/**
 * The event store in an EventStoreDB or KurrentDB, one node or a cluster. It connects when it is first used, so that a
 * process can start before its server does. Besides the port's errors a stream that was deleted or truncated with another
 * tool is `StreamDeleted`, and an event written by another tool that is no JSON object `UnreadableEvent`.
 */
export class EventStoreDbEventStore extends EventStore {
  private readonly connections: readonly EventStoreDbConnection[];
  private readonly send: (append: Append) => ReturnType<typeof appendUntilKnown>;
  private readonly reads: EventStoreDbReads;
  private readonly doorbell: EventStoreDbDoorbell;
  private readonly ids: Ids;
  private readonly sending = new Set<Promise<unknown>>();
  private opening: Promise<string> | undefined;
  private closing = false;

  /**
   * @param url `EVENTSTOREDB_URL`, e.g. `esdb://user:password@host:2113`
   * @throws Error that says what is wrong with the URL, and never names user or password
   */
  constructor(url: string, options: EventStoreDbOptions = {}) {
    super();
    const { deadlineMs = DEADLINE_MS, repeatAfterMs = REPEAT_AFTER_MS, ids = new RandomIds() } = options;
    const address = eventStoreDbAddress(url);
    const calls = new EventStoreDbConnection(address);
    const bell = new EventStoreDbConnection(address);
    this.connections = [calls, bell];
    this.send = (append) => appendUntilKnown(calls, append, { deadlineMs, repeatAfterMs });
    this.reads = new EventStoreDbReads(calls, deadlineMs);
    this.doorbell = new EventStoreDbDoorbell(bell);
    this.ids = ids;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const encoded = encodeAppend(stream, expected, events);
    this.refuseWhenClosed();
    const written = this.write({ stream, expected, events, encoded });
    this.sending.add(written);
    try {
      return await written;
    } finally {
      this.sending.delete(written);
    }
  }

  async readStream(stream: string, slice: StreamSlice = {}): Promise<RecordedEvent[]> {
    checkLimit(slice.limit);
    this.refuseWhenClosed();
    return this.reads.stream(stream, slice);
  }

  async readAll(after: Position, limit: number): Promise<RecordedEvent[]> {
    checkLimit(limit);
    this.refuseWhenClosed();
    const known = this.doorbell.known();
    const events = await this.reads.all(after, limit);
    if (events.length === 0) this.doorbell.forget(known);
    return events;
  }

  async changed(after: Position, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    this.refuseWhenClosed();
    // What was written before the bell was hung does not ring it.
    if (this.doorbell.known() === BEGINNING) {
      void this.reads.head().then(
        (head) => this.doorbell.heard(head),
        () => undefined,
      );
    }
    return this.doorbell.wait(after, timeoutMs, signal);
  }

  async head(): Promise<Position> {
    this.refuseWhenClosed();
    return this.reads.head();
  }

  async logId(): Promise<string> {
    this.refuseWhenClosed();
    return this.findOrOpenLog();
  }

  /** Waits for the appends under way, each at most as long as its deadline and repeats take. */
  async close(): Promise<void> {
    this.closing = true;
    this.doorbell.close();
    await Promise.allSettled(this.sending);
    await Promise.all(this.connections.map((connection) => connection.close()));
  }

  private async write(append: Append): Promise<Appended> {
    const { stream, expected, events } = append;
    // The log's name comes first; whoever writes it himself, such as a copy, brings it.
    if (stream !== LOG_STREAM) await this.opened();
    const { nextExpectedRevision, position } = await this.send(append);
    const revision = Number(nextExpectedRevision);
    const wanted = (expected === 'no-stream' ? -1 : expected) + events.length;
    if (revision !== wanted) {
      throw new StreamDeleted(stream, `was deleted with another tool; the events went to revision ${revision}.`);
    }
    const receipt = { revision, position: position ? positionText(position) : await this.positionOf(stream, revision) };
    this.doorbell.heard(receipt.position);
    return receipt;
  }

  private async opened(): Promise<void> {
    this.opening ??= this.findOrOpenLog();
    try {
      await this.opening;
    } catch (error) {
      this.opening = undefined;
      throw error;
    }
  }

  /** Of several that open a new log at once, one names it. */
  private async findOrOpenLog(): Promise<string> {
    const found = await this.findLogId();
    if (found !== undefined) return found;
    const events = [{ id: this.ids.next(), type: LOG_OPENED, data: { logId: this.ids.next() }, metadata: {} }];
    const encoded = encodeAppend(LOG_STREAM, 'no-stream', events);
    try {
      await this.write({ stream: LOG_STREAM, expected: 'no-stream', events, encoded });
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
    }
    const named = await this.findLogId();
    if (named === undefined) throw new StoreUnavailable('The log has no id.');
    return named;
  }

  private async findLogId(): Promise<string | undefined> {
    const [opened] = await this.reads.stream(LOG_STREAM, { limit: 1 });
    const logId = opened?.data['logId'];
    return typeof logId === 'string' ? logId : undefined;
  }

  /** A server that answers no position with the receipt has it with the event. */
  private async positionOf(stream: string, revision: number): Promise<Position> {
    const [event] = await this.reads.stream(stream, { from: revision, limit: 1 });
    if (event === undefined) throw new StoreUnavailable(`The end of stream ${stream} cannot be read.`);
    return event.position;
  }

  private refuseWhenClosed(): void {
    if (this.closing) throw new StoreUnavailable('The event store is closed.');
  }
}
