import type { Position, RecordedEvent } from '#libs/event-store';
import type { RevisionRuns } from '#libs/projections';
import { OWN_KINDS } from './history-kinds.ts';
import type { HistorySources } from './history-sources.ts';
import type { PersonIndex } from './person-index.ts';
import { StreamReading } from './stream-reading.ts';

const USUAL_STRETCH = 64;
const WHOLE: RevisionRuns = [[0, Number.MAX_SAFE_INTEGER]];

/**
 * Every event about the person that was recorded before this was asked, in commit order. The person's own streams are
 * read whatever the index says; for the others the index first catches up with the log, so that nothing is missing.
 * Throws `query.not-caught-up` when that takes longer than the patience.
 */
export async function* eventsOfPerson(
  sources: HistorySources,
  index: PersonIndex,
  id: string,
  expected = USUAL_STRETCH,
): AsyncGenerator<RecordedEvent, void, undefined> {
  const head = await sources.events.head();
  const own = OWN_KINDS.map((kind): [string, RevisionRuns] => [`${kind}-${id}`, WHOLE]);
  const elsewhere = Object.entries(await index.streamsElsewhere(id, head));
  const readings = [...own, ...elsewhere].map(
    ([stream, runs]) => new StreamReading(sources.events, stream, runs, Math.max(expected, 1)),
  );
  yield* inCommitOrder(readings, head);
}

/** What comes after the head waits for the next question: up to the head nothing is missing, after it something may. */
export async function* inCommitOrder(
  readings: readonly StreamReading[],
  head: Position,
): AsyncGenerator<RecordedEvent, void, undefined> {
  for (;;) {
    let first: { reading: StreamReading; event: RecordedEvent } | undefined;
    for (const reading of readings) {
      const event = await reading.peek();
      if (event && event.position <= head && (!first || event.position < first.event.position)) {
        first = { reading, event };
      }
    }
    if (!first) return;
    first.reading.skip();
    yield first.event;
  }
}
