import type {
  AllStreamResolvedEvent,
  EventStoreDBClient,
  Position as ClientPosition,
  ReadStreamOptions,
  ResolvedEvent,
} from '@eventstore/db-client';
import { BEGINNING, type Position, type RecordedEvent, type StreamSlice } from './event-store.ts';
import type { EventStoreDbAddress } from './eventstoredb-address.ts';
import type { EventStoreDbConnection } from './eventstoredb-connection.ts';
import { BACKWARDS, END, FORWARDS, START } from './eventstoredb-driver.ts';
import { StreamDeleted, UnreadableEvent } from './eventstoredb-errors.ts';
import { codeOf, failureOf, gotNoAnswer, unavailable } from './eventstoredb-failure.ts';
import { collect, isOurs, type ReadingStream, recordedEvent } from './eventstoredb-pages.ts';
import { clientPosition, foreignPosition, positionText } from './eventstoredb-position.ts';

/** Enough to pass over what a server writes about itself in some hours. */
const SEARCH_PAGE = 500;
const HEAD_PAGE = 16;
const REMEMBERED_PLACES = 64;
/** What a server answers to a position that is not the beginning of a record. */
const UNKNOWN = 2;
const INVALID_ARGUMENT = 3;

export class EventStoreDbReads {
  private readonly options: { readonly credentials: EventStoreDbAddress['credentials']; readonly requiresLeader: true };
  /** From a position on, only the server's own events were found, up to here: searched once, not at every look. */
  private readonly searchedTo = new Map<Position, ClientPosition>();
  private tail: { readonly head: Position; readonly end: Position } = { head: BEGINNING, end: BEGINNING };

  constructor(
    private readonly connection: EventStoreDbConnection,
    private readonly silenceMs: number,
  ) {
    this.options = { credentials: connection.credentials, requiresLeader: true };
  }

  async stream(stream: string, slice: StreamSlice): Promise<RecordedEvent[]> {
    const backwards = slice.direction === 'backwards';
    const options: ReadStreamOptions = {
      ...this.options,
      direction: backwards ? BACKWARDS : FORWARDS,
      fromRevision: slice.from === undefined ? (backwards ? END : START) : BigInt(slice.from),
      maxCount: slice.limit ?? Number.MAX_SAFE_INTEGER,
    };
    const answer = await this.ask<ResolvedEvent>(stream, (client) => client.readStream(stream, options));
    if (answer === undefined) return this.missing(stream);
    const events = answer.map(recordedEvent);
    const [first] = events;
    if (!backwards && first !== undefined && first.revision > (slice.from ?? 0)) {
      throw new StreamDeleted(stream, `begins at revision ${first.revision}: what came before was deleted.`);
    }
    return events;
  }

  /** The log read forwards gives the event at the position once more, and the server's own events among ours. */
  async all(after: Position, limit: number): Promise<RecordedEvent[]> {
    let from = this.searchedTo.get(after) ?? (after === BEGINNING ? undefined : clientPosition(after));
    for (let count = limit + 1; ; count = Math.max(limit, SEARCH_PAGE) + 1) {
      const page = await this.page(from ?? START, FORWARDS, count);
      const start = from === undefined ? BEGINNING : positionText(from);
      const later = page.filter((event) => positionOf(event) > start);
      const ours = later.filter(isOurs).slice(0, limit);
      if (ours.length > 0) return ours.map(recordedEvent);
      const last = later.at(-1)?.event?.position;
      if (last !== undefined) this.remember(after, (from = last));
      if (page.length < count) return [];
    }
  }

  async head(): Promise<Position> {
    let end = BEGINNING;
    let from: ClientPosition | typeof END = END;
    for (let count = HEAD_PAGE; ; count = SEARCH_PAGE) {
      const page: AllStreamResolvedEvent[] = await this.page(from, BACKWARDS, count);
      if (end === BEGINNING && page[0] !== undefined) end = positionOf(page[0]);
      for (const event of page) {
        const position = positionOf(event);
        const isKnown = position <= this.tail.end;
        if (isKnown || isOurs(event)) return this.keepTail(isKnown ? this.tail.head : position, end);
      }
      const last = page.at(-1)?.event?.position;
      if (page.length < count || last === undefined) return this.keepTail(BEGINNING, end);
      from = last;
    }
  }

  private keepTail(head: Position, end: Position): Position {
    this.tail = { head, end };
    return head;
  }

  private remember(after: Position, searched: ClientPosition): void {
    this.searchedTo.delete(after);
    this.searchedTo.set(after, searched);
    const oldest = this.searchedTo.keys().next().value;
    if (this.searchedTo.size > REMEMBERED_PLACES && oldest !== undefined) this.searchedTo.delete(oldest);
  }

  private async page(
    fromPosition: ClientPosition | typeof START | typeof END,
    direction: typeof FORWARDS | typeof BACKWARDS,
    maxCount: number,
  ): Promise<AllStreamResolvedEvent[]> {
    const options = { ...this.options, fromPosition, direction, maxCount };
    try {
      return (await this.ask('$all', (client) => client.readAll(options))) ?? [];
    } catch (error) {
      const code = codeOf(error);
      const named = typeof fromPosition === 'object' && (code === UNKNOWN || code === INVALID_ARGUMENT);
      throw named ? foreignPosition() : error;
    }
  }

  /** A stream that was deleted reads like one that never was; only its settings tell. */
  private async missing(stream: string): Promise<RecordedEvent[]> {
    const options: ReadStreamOptions = { ...this.options, direction: BACKWARDS, fromRevision: END, maxCount: 1 };
    const settings = await this.ask<ResolvedEvent>(stream, (client) => client.readStream(`$$${stream}`, options));
    const newest: unknown = settings?.[0]?.event?.data;
    const deleted = typeof newest === 'object' && newest !== null && '$tb' in newest;
    if (deleted) throw new StreamDeleted(stream, 'was deleted with another tool.');
    return [];
  }

  /** One read; a second one if the first met a server that is not the leader. */
  private async ask<T>(
    stream: string,
    read: (client: EventStoreDBClient) => ReadingStream<T>,
  ): Promise<T[] | undefined> {
    for (let isRepeat = false; ; isRepeat = true) {
      const { client } = this.connection;
      try {
        return await collect(read(client), this.silenceMs);
      } catch (error) {
        if (gotNoAnswer(error)) this.connection.suspect(client);
        const failure = failureOf(error);
        if (failure.kind === 'elsewhere' && !isRepeat) continue;
        if (failure.kind === 'deleted') throw new StreamDeleted(stream, 'was deleted with another tool.');
        if (isFaultOfRead(error)) throw error;
        throw unavailable('reason' in failure ? failure.reason : 'it has no leader');
      }
    }
  }
}

function isFaultOfRead(error: unknown): boolean {
  const code = codeOf(error);
  return error instanceof UnreadableEvent || code === UNKNOWN || code === INVALID_ARGUMENT;
}

function positionOf({ event }: AllStreamResolvedEvent): Position {
  return event === undefined ? BEGINNING : positionText(event.position);
}
