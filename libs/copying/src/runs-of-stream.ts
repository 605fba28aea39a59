import { MAX_APPEND_BYTES, type RecordedEvent } from '#libs/event-store';

const MOST_EVENTS = 500;

/** Events that follow one another in the log and in one stream, few enough for one append. */
export function runsOfStream(events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const runs: RecordedEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(event.data));
    const run = runs.at(-1);
    const fits = run?.[0]?.stream === event.stream && run.length < MOST_EVENTS && bytes + size <= MAX_APPEND_BYTES;
    if (fits) run.push(event);
    else runs.push([event]);
    bytes = fits ? bytes + size : size;
  }
  return runs;
}
