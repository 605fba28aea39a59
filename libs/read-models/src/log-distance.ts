import type { EventStore, Position } from '#libs/event-store';
import type { Clock } from '#libs/kernel';

export interface Lag {
  readonly name: string;
  /** Events of the log that are not in the documents yet; `MOST_COUNTED` stands for that many or more. */
  readonly events: number;
  /** Age of the first of them. */
  readonly seconds: number;
}

type Distance = Omit<Lag, 'name'>;

export const MOST_COUNTED = 10_000;
const PAGE_SIZE = 1_000;
const NONE: Distance = { events: 0, seconds: 0 };

/** How much of the log lies after a position. Counting stops where the number says no more than "many". */
export class LogDistance {
  constructor(
    private readonly events: EventStore,
    private readonly clock: Clock,
  ) {}

  /** Asks for the end of the log once; positions that are the same are counted once. */
  fromNow(): (position: Position) => Promise<Distance> {
    const counted = new Map<Position, Promise<Distance>>();
    const head = this.events.head();
    // Whoever counts meets the error.
    head.catch(() => undefined);
    return async (position) => {
      if (position >= (await head)) return NONE;
      let distance = counted.get(position);
      if (!distance) counted.set(position, (distance = this.count(position)));
      return distance;
    };
  }

  private async count(after: Position): Promise<Distance> {
    let events = 0;
    let seconds = 0;
    for (let position = after; events < MOST_COUNTED;) {
      const page = await this.events.readAll(position, PAGE_SIZE);
      const last = page.at(-1);
      if (!last) break;
      if (events === 0) seconds = this.age(page[0]?.metadata['recordedAt']);
      events += page.length;
      position = last.position;
    }
    return { events, seconds };
  }

  private age(recordedAt: unknown): number {
    if (typeof recordedAt !== 'string') return 0;
    return Math.max(0, (Date.parse(this.clock.now()) - Date.parse(recordedAt)) / 1_000);
  }
}
