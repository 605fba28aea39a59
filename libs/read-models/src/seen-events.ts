import { LOG_STREAM, type RecordedEvent } from '#libs/event-store';
import type { AnyProjection, Seen } from './projection.ts';
import { whatWentWrong } from './runner-alarms.ts';

/** An event of the log, read once for all projections; without `seen` it concerns none, or could not be read. */
export interface PageEvent {
  readonly recorded: RecordedEvent;
  readonly seen: Seen | undefined;
  /** Why it could not be read, without personal data. */
  readonly unreadable: string | undefined;
}

/** Reads stored events for projections. What none of them is declared on is read only once, to know its type. */
export class SeenEvents {
  private readonly wanted: ReadonlySet<string>;
  private readonly known = new Set<string>();

  constructor(
    projections: readonly AnyProjection[],
    private readonly decode: (event: RecordedEvent) => Seen,
  ) {
    this.wanted = new Set(projections.flatMap(({ on }) => on.map(({ type }) => type)));
  }

  read(page: readonly RecordedEvent[]): PageEvent[] {
    return page.map((recorded) => this.readOne(recorded));
  }

  private readOne(recorded: RecordedEvent): PageEvent {
    const { type, stream } = recorded;
    const isWanted = this.wanted.has(type);
    if (!isWanted && (this.known.has(type) || stream === LOG_STREAM)) {
      return { recorded, seen: undefined, unreadable: undefined };
    }
    try {
      const seen = this.decode(recorded);
      if (isWanted) return { recorded, seen, unreadable: undefined };
      this.known.add(type);
      return { recorded, seen: undefined, unreadable: undefined };
    } catch (error) {
      return { recorded, seen: undefined, unreadable: whatWentWrong(error) };
    }
  }
}
