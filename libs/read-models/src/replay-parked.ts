import type { EventStore, RecordedEvent } from '#libs/event-store';
import { LeaseLost } from './errors.ts';
import { type Generation, keyOfUnreadable } from './generation.ts';
import type { Seen } from './projection.ts';
import type { Lease, ParkedEvent } from './read-models.ts';
import type { RunnerCircumstances } from './runner-circumstances.ts';

/**
 * Folds parked events after all, each document's in the order of the log and up to the first that still fails. An event
 * that could not even be read may belong into documents that have moved on since: where it concerns this projection,
 * only a rebuild puts it in its place.
 */
export async function replayParkedEvents(
  { events, readModels, seen }: RunnerCircumstances,
  lease: Lease,
  generation: Generation,
): Promise<'replayed' | 'rebuild'> {
  const byKey = new Map<string, ParkedEvent[]>();
  for (const one of await readModels.parked(generation.collection)) {
    const others = byKey.get(one.key);
    if (others) others.push(one);
    else byKey.set(one.key, [one]);
  }
  const log = new ParkedInLog(events);
  let outcome: 'replayed' | 'rebuild' = 'replayed';
  for (const [key, parked] of byKey) {
    const readable: Seen[] = [];
    for (const one of parked) {
      const recorded = await log.find(one);
      const [event] = recorded ? seen.read([recorded]) : [];
      const isOwn = key !== keyOfUnreadable(one.stream);
      if (!event || event.unreadable !== undefined) {
        if (isOwn) break;
      } else if (isOwn && event.seen) readable.push(event.seen);
      else if (event.seen && generation.projection.on.some(({ type }) => type === one.type)) outcome = 'rebuild';
      else generation.passOver(key, one.position);
    }
    if (readable.length > 0) await generation.foldParked(key, readable, readable.length === parked.length);
  }
  const changed = generation.changed();
  const { lost } = await readModels.save([generation.batch(changed, lease, true)]);
  if (lost.size > 0) throw new LeaseLost(lease.name);
  generation.stored(changed, [], true);
  return outcome;
}

class ParkedInLog {
  private readonly streams = new Map<string, readonly RecordedEvent[]>();

  constructor(private readonly events: EventStore) {}

  async find({ stream, position }: ParkedEvent): Promise<RecordedEvent | undefined> {
    let read = this.streams.get(stream);
    if (!read) this.streams.set(stream, (read = await this.events.readStream(stream)));
    return read.find((event) => event.position === position);
  }
}
