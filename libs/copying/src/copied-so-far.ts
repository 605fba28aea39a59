import { BEGINNING, type EventStore, type Position, type RecordedEvent } from '#libs/event-store';
import { Problem } from '#libs/kernel';
import { pagesOfLog } from './events-of-log.ts';
import { lineOf } from './log-digest.ts';

/** What an earlier copy has done: the target holds just the first events of the source. */
export interface CopiedSoFar {
  readonly events: number;
  /** Of the last of them, in the source. */
  readonly position: Position;
}

/** Throws `copy.other-events` where the target is anything but a beginning of the source. */
export async function copiedSoFar(
  source: EventStore,
  target: EventStore,
  onProgress: (events: number) => void,
): Promise<CopiedSoFar> {
  const originals = eventsOfLog(source);
  let events = 0;
  let position: Position = BEGINNING;
  for await (const page of pagesOfLog(target, BEGINNING)) {
    for (const copied of page) {
      const { value: original } = await originals.next();
      events++;
      if (!original || lineOf(original) !== lineOf(copied)) throw new Problem('copy.other-events', { number: events });
      position = original.position;
    }
    onProgress(events);
  }
  return { events, position };
}

async function* eventsOfLog(store: EventStore): AsyncGenerator<RecordedEvent, undefined> {
  for await (const page of pagesOfLog(store, BEGINNING)) yield* page;
}
