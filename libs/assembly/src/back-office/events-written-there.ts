import {
  type Appended,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type StreamSlice,
} from '#libs/event-store';
import type { BackOffice } from './back-office.ts';

/** The log as threads beside the back office have it: read here, written there, so that one thread alone writes it. */
export class EventsWrittenThere extends EventStore {
  constructor(
    private readonly read: EventStore,
    private readonly office: BackOffice,
  ) {
    super();
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    return this.office.append({ stream, expected, events });
  }

  override writtenElsewhere(): number | undefined {
    return this.read.writtenElsewhere?.();
  }

  readStream(stream: string, slice?: StreamSlice): Promise<RecordedEvent[]> {
    return this.read.readStream(stream, slice);
  }

  readAll(after: Position, limit: number): Promise<RecordedEvent[]> {
    return this.read.readAll(after, limit);
  }

  override readAllWritten(after: Position, limit: number): Promise<RecordedEvent[]> {
    return this.read.readAllWritten?.(after, limit) ?? this.read.readAll(after, limit);
  }

  changed(after: Position, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    return this.read.changed(after, timeoutMs, signal);
  }

  head(): Promise<Position> {
    return this.read.head();
  }

  logId(): Promise<string> {
    return this.read.logId();
  }

  /** The back office finishes first. */
  async close(): Promise<void> {
    await this.office.close();
    await this.read.close();
  }
}
