import { type EventCodec, FileRead, LONGEST_PURPOSE } from '#libs/casework';
import { appendSurely } from '#libs/commanding';
import type { EventStore, ExpectedRevision, NewEvent } from '#libs/event-store';
import { type Clock, dayInMorocco, type Ids, Problem } from '#libs/kernel';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadRecord, Readings } from './readings.ts';

export interface RecorderParts {
  readonly events: EventStore;
  readonly codec: EventCodec;
  readonly clock: Clock;
  readonly ids: Ids;
}

interface Waiting {
  readonly events: readonly NewEvent[];
  readonly recorded: () => void;
  readonly failed: (error: Problem) => void;
}

/** An event names so many people at most; a reading of more is several. */
const MOST_PEOPLE = 500;
/** An append holds so many events at most, far below what an engine takes. */
const MOST_EVENTS = 200;
/** Far less than making anything durable takes. */
const LULL_MS = 0.5;
const LONGEST_GATHERING_MS = 8;

/**
 * Records readings in a stream of its own, where nobody else writes: what arrives while one append is under way shares
 * the next, so that many readers at once cost a few appends. After a failure it goes on in a new stream, because it no
 * longer knows where the old one stands.
 */
export class ReadingRecorder implements Readings {
  private readonly waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;
  private stream: string;
  private expected: ExpectedRevision = 'no-stream';
  private together = 1;

  constructor(private readonly parts: RecorderParts) {
    this.stream = `access-${parts.ids.next()}`;
  }

  async record(reading: ReadRecord): Promise<void> {
    const events = this.eventsOf(reading);
    if (events.length === 0) return;
    await new Promise<void>((recorded, failed) => {
      this.waiting.push({ events, recorded, failed });
      this.writing ??= this.write();
    });
  }

  /** Resolves when everything that was to be recorded is, or has failed. */
  async close(): Promise<void> {
    await this.writing;
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      await this.gather();
      await this.writeGroup(this.nextGroup());
    }
    this.writing = undefined;
  }

  /**
   * As many as were answered together last time probably come back together: as long as they keep coming, the append
   * waits for them. A reader alone waits for nobody.
   */
  private async gather(): Promise<void> {
    const begun = performance.now();
    let seen = this.waiting.length;
    for (let last = begun; this.waiting.length < this.together;) {
      await nextTurn();
      const now = performance.now();
      if (this.waiting.length > seen) last = now;
      else if (now - last > LULL_MS) break;
      if (now - begun > LONGEST_GATHERING_MS) break;
      seen = this.waiting.length;
    }
    this.together = this.waiting.length;
  }

  private nextGroup(): readonly Waiting[] {
    let events = 0;
    const beyond = this.waiting.findIndex((one) => (events += one.events.length) > MOST_EVENTS);
    return this.waiting.splice(0, beyond < 0 ? this.waiting.length : Math.max(beyond, 1));
  }

  private async writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const facts = group.flatMap(({ events }) => events);
      const { revision } = await appendSurely(this.parts.events, this.stream, this.expected, facts);
      this.expected = revision;
      for (const { recorded } of group) recorded();
    } catch (cause) {
      this.stream = `access-${this.parts.ids.next()}`;
      this.expected = 'no-stream';
      for (const { failed } of group) failed(new Problem('service.unavailable', {}, [], { cause }));
    }
  }

  private eventsOf({ actor, what, people, correlationId, purpose, channel = 'http' }: ReadRecord): NewEvent[] {
    if (purpose !== undefined && (purpose === '' || purpose.length > LONGEST_PURPOSE)) {
      throw new Problem('request.bad-purpose', { most: LONGEST_PURPOSE });
    }
    const { codec, clock, ids } = this.parts;
    const recordedAt = clock.now();
    const fact = FileRead({ what, purpose });
    const everyone = [...new Set(people.map((id) => id.toLowerCase()))];
    return groupsOf(everyone).map((subjects) => {
      const id = ids.next();
      return codec.encode(id, fact, {
        commandId: id,
        commandDigest: '',
        command: 'read',
        correlationId,
        causationId: id,
        actor,
        occurredOn: dayInMorocco(recordedAt),
        recordedAt,
        subjects,
        channel,
      });
    });
  }
}

function groupsOf(people: readonly string[]): (readonly string[])[] {
  const groups: (readonly string[])[] = [];
  for (let from = 0; from < people.length; from += MOST_PEOPLE) groups.push(people.slice(from, from + MOST_PEOPLE));
  return groups;
}
