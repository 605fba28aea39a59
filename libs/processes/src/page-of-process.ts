import type { RecordedEvent } from '#libs/event-store';
import type { Batch, ParkedEvent, ReadModels, Stored } from '#libs/read-models';
import { type Cause, type Dispatch, Interrupted } from './dispatch.ts';
import type { Task } from './in-order.ts';
import { type AnyProcess, collectionOf, type Occurred, type Send } from './process.ts';
import { nameOf } from './runner-parts.ts';
import { fromStored, type Standing, standingAfter, storable } from './standing.ts';

const WAITS = 'It waits for an earlier event of the same key.';

/** Where one key stands while a page is worked on. */
interface Held {
  readonly readAt: number | undefined;
  position: string;
  standing: Standing | undefined;
  /** It differs from what is stored. */
  isMoved: boolean;
  readonly taken: Occurred[];
}

/** What follows from an event. */
interface Reaction {
  readonly event: Occurred;
  readonly key: string;
  readonly sends: readonly Send[];
  readonly cause: Cause;
  /** Where the key stood before. */
  readonly before: Held;
}

/**
 * One process's share of a page of the log. Folding and reacting are done at once, in memory; the commands are sent as
 * tasks; what is stored afterwards says by its positions which events were answered, so that none is reacted to again.
 */
export class PageOfProcess {
  readonly tasks: Task[] = [];
  private readonly reactions: Reaction[] = [];
  private readonly parked: ParkedEvent[] = [];

  private constructor(
    private readonly process: AnyProcess,
    private readonly held: ReadonlyMap<string, Held>,
    private readonly stuck: Set<string>,
    private readonly dispatch: Dispatch,
    private readonly onParked: (event: ParkedEvent) => void,
  ) {}

  /** `stuck`: keys with parked events; it grows with the page. */
  static async read(
    readModels: ReadModels,
    process: AnyProcess,
    events: readonly Occurred[],
    { stuck, dispatch, onParked }: { stuck: Set<string>; dispatch: Dispatch; onParked: (event: ParkedEvent) => void },
  ): Promise<PageOfProcess> {
    const wanted = events.map((event) => [event, [...new Set(process.keys(event))]] as const);
    const ids = [...new Set(wanted.flatMap(([, keys]) => keys))];
    const stored = ids.length === 0 ? new Map<string, Stored>() : await readModels.load(collectionOf(process), ids);
    const held = new Map(ids.map((id) => [id, heldOf(stored.get(id))]));
    const page = new PageOfProcess(process, held, stuck, dispatch, onParked);
    for (const [event, keys] of wanted) for (const key of keys) page.take(event, key);
    page.tasks.push(...page.unanswered().map((reaction) => page.taskOf(reaction)));
    return page;
  }

  /** What is to be stored once all tasks have run. */
  batch(): Pick<Batch, 'collection' | 'replacements' | 'parked'> {
    const moved = [...this.held].filter(([, { isMoved }]) => isMoved);
    const replacements = moved.map(([id, { readAt, position, standing }]) => {
      return { id, readAt, position, body: storable(standing) };
    });
    return { collection: collectionOf(this.process), replacements, parked: this.parked };
  }

  private take(event: Occurred, key: string): void {
    const held = this.held.get(key);
    if (!held || held.position >= event.position) return;
    if (this.stuck.has(key)) return this.park(event, key, WAITS);
    const before = { ...held };
    try {
      const { standing, sends } = standingAfter(this.process, held.standing, event, key);
      const isMoved = held.isMoved || standing !== held.standing || sends.length > 0;
      Object.assign(held, { position: event.position, standing, isMoved });
      held.taken.push(event);
      if (sends.length > 0) this.reactions.push({ event, key, sends, cause: this.causeOf(event, key), before });
    } catch (error) {
      this.park(event, key, nameOf(error));
    }
  }

  private causeOf({ eventId, envelope }: Occurred, key: string): Cause {
    const words = [eventId, this.process.name, key];
    return { words, correlationId: envelope.correlationId, causationId: eventId };
  }

  /** Of one key they are sent one after another: an earlier life had answered what comes before one it had begun. */
  private unanswered(): readonly Reaction[] {
    const begun = new Map<string, string>();
    for (const { event, key, sends, cause } of this.reactions) {
      if (this.dispatch.isBegun(sends, cause)) begun.set(key, event.position);
    }
    return this.reactions.filter(({ event, key }) => event.position >= (begun.get(key) ?? ''));
  }

  private taskOf({ event, key, sends, cause, before }: Reaction): Task {
    const targets = sends.map(({ declaration, id }) => `${declaration.aggregate.kind}-${id}`);
    return {
      touches: [`${this.process.name} ${key}`, ...targets],
      run: async () => {
        if (this.stuck.has(key)) return;
        try {
          await this.dispatch.send(sends, cause);
        } catch (error) {
          if (error instanceof Interrupted) throw error;
          this.goBack(event, key, before, nameOf(error));
        }
      },
    };
  }

  /** The event could not be answered: it and all of its key that came after it wait. */
  private goBack(event: Occurred, key: string, before: Held, error: string): void {
    const held = this.held.get(key);
    if (!held) return;
    const later = held.taken.filter(({ position }) => position > event.position);
    Object.assign(held, before);
    this.park(event, key, error);
    for (const each of later) this.park(each, key, WAITS);
  }

  private park({ position, stream, type }: Occurred, key: string, error: string): void {
    this.stuck.add(key);
    const event = { key, position, stream, type, error };
    this.parked.push(event);
    this.onParked(event);
  }
}

/** The event of the log as a process sees it. */
export function occurred(recorded: RecordedEvent, seen: Omit<Occurred, 'eventId'>): Occurred {
  return { ...seen, eventId: recorded.id };
}

function heldOf(stored: Stored | undefined): Held {
  return {
    readAt: stored?.rev,
    position: stored?.position ?? '',
    standing: fromStored(stored?.body),
    isMoved: false,
    taken: [],
  };
}
