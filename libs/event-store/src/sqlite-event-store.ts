import { type Ids, RandomIds } from '#libs/kernel';
import { encodeAppend } from './check-append.ts';
import { checkLimit } from './check-limit.ts';
import { InvalidAppend, StoreUnavailable, WrongRevision } from './errors.ts';
import {
  type Appended,
  EventStore,
  type ExpectedRevision,
  LOG_OPENED,
  LOG_STREAM,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type StreamAppend,
  type StreamSlice,
} from './event-store.ts';
import type { AppendRequest } from './sqlite-append.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { SqliteDoorbell } from './sqlite-doorbell.ts';
import { SqliteGroupCommit } from './sqlite-group-commit.ts';
import type { WrittenEvent } from './written-event.ts';

/** SQLite counts commits of others in 32 bits. */
const MOST_VERSIONS = 2 ** 32;

/** The embedded event store: one SQLite file, which several processes of one machine may open at once. */
export class SqliteEventStore extends EventStore {
  private readonly doorbell: SqliteDoorbell;
  private readonly commits: SqliteGroupCommit;
  private closing = false;

  private constructor(private readonly connection: SqliteConnection) {
    super();
    this.doorbell = new SqliteDoorbell(() => connection.now(({ reads }) => reads.head()));
    this.commits = new SqliteGroupCommit(connection, () => this.doorbell.ring());
  }

  /** Opens the file, or makes it, readable by its owner alone, and gives a new log its id. */
  static async open(file: string, ids: Ids = new RandomIds()): Promise<SqliteEventStore> {
    const connection = new SqliteConnection(file);
    const store = new SqliteEventStore(connection);
    try {
      connection.remember((await store.findLogId()) ?? (await store.openLog(ids)));
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const encoded = encodeAppend(stream, expected, events);
    const [receipt] = await this.write([{ stream, expected, events: encoded }]);
    return receipt as Appended;
  }

  override async appendTogether(appends: readonly StreamAppend[]): Promise<readonly Appended[]> {
    if (new Set(appends.map(({ stream }) => stream)).size < appends.length) {
      throw new InvalidAppend('A stream comes twice in appends that are made together.');
    }
    return this.write(
      appends.map(({ stream, expected, events }) => ({
        stream,
        expected,
        events: encodeAppend(stream, expected, events),
      })),
    );
  }

  override writtenElsewhere(): number | undefined {
    try {
      return this.connection.now(({ reads, opening }) => opening * MOST_VERSIONS + reads.dataVersion());
    } catch {
      return undefined;
    }
  }

  async readStream(stream: string, slice: StreamSlice = {}): Promise<RecordedEvent[]> {
    checkLimit(slice.limit);
    return this.connection.use(({ reads }) => reads.stream(stream, slice));
  }

  async readAll(after: Position, limit: number): Promise<RecordedEvent[]> {
    checkLimit(limit);
    return this.connection.use(({ reads }) => reads.all(after, limit));
  }

  override async readAllWritten(after: Position, limit: number): Promise<WrittenEvent[]> {
    checkLimit(limit);
    return this.connection.use(({ reads }) => reads.allWritten(after, limit));
  }

  async changed(after: Position, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (this.closing) throw new StoreUnavailable('The event store is closed.');
    return this.doorbell.wait(after, timeoutMs, signal);
  }

  override lookNow(): void {
    this.doorbell.ring();
  }

  async head(): Promise<Position> {
    return this.connection.use(({ reads }) => reads.head());
  }

  async logId(): Promise<string> {
    const logId = await this.findLogId();
    if (logId === undefined) throw new StoreUnavailable('The log has no id.');
    return logId;
  }

  /** Answers what was asked for before, then closes the file; the log is folded into it when nobody else has it open. */
  async close(): Promise<void> {
    this.closing = true;
    await this.commits.settled();
    this.doorbell.close();
    this.connection.close();
  }

  private write(requests: readonly AppendRequest[]): Promise<readonly Appended[]> {
    if (this.closing) throw new StoreUnavailable('The event store is closed.');
    return this.commits.append(requests);
  }

  private async findLogId(): Promise<string | undefined> {
    const [opened] = await this.readStream(LOG_STREAM, { limit: 1 });
    const logId = opened?.data['logId'];
    return typeof logId === 'string' ? logId : undefined;
  }

  /** Of two processes that open a new file at once, one names the log. */
  private async openLog(ids: Ids): Promise<string> {
    const opened = { id: ids.next(), type: LOG_OPENED, data: { logId: ids.next() }, metadata: {} };
    try {
      await this.append(LOG_STREAM, 'no-stream', [opened]);
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
    }
    return this.logId();
  }
}
