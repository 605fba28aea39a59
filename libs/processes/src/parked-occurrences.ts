import type { EventStore, RecordedEvent } from '#libs/event-store';
import type { ReadModels, Seen } from '#libs/read-models';
import { occurred } from './page-of-process.ts';
import { type AnyProcess, collectionOf, type Occurred } from './process.ts';

/** The events of a process that wait for a fix, in log order, each once. */
export async function parkedOccurrences(
  events: EventStore,
  readModels: ReadModels,
  process: AnyProcess,
  decode: (event: RecordedEvent) => Seen,
): Promise<readonly Occurred[]> {
  const found = new Map<string, Occurred>();
  for (const { stream, position } of await readModels.parked(collectionOf(process))) {
    if (found.has(position)) continue;
    const recorded = (await events.readStream(stream)).find((event) => event.position === position);
    if (recorded) found.set(position, occurred(recorded, decode(recorded)));
  }
  return [...found.values()];
}
