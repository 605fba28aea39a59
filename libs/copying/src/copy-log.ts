import { type EventStore, type RecordedEvent, WrongRevision } from '#libs/event-store';
import { Problem } from '#libs/kernel';
import { copiedSoFar } from './copied-so-far.ts';
import { pagesOfLog, untilAnswered } from './events-of-log.ts';
import { digestOfLog, type LogDigest } from './log-digest.ts';
import { runsOfStream } from './runs-of-stream.ts';

/** What is being done: looking what an earlier copy has done, copying the rest, reading both logs again. */
export type CopyPhase = 'checking' | 'copying' | 'comparing';

export interface CopyOptions {
  /** Told how many events of the log the phase has come to. */
  readonly onProgress?: (phase: CopyPhase, events: number) => void;
}

export interface Copied {
  /** Events that an earlier copy had brought over. */
  readonly before: number;
  /** Events that this one brought over. */
  readonly copied: number;
  readonly source: LogDigest;
  readonly target: LogDigest;
  readonly equal: boolean;
}

/**
 * Brings every event of a log into another that is empty or holds a beginning of it: the same ids, streams, revisions,
 * types, data and metadata, in the same order. Killed anywhere and started again, it does the rest. Ends by reading both
 * logs from their beginning.
 *
 * One append is under way at a time: nothing else keeps the order of all events, which read models and processes follow.
 *
 * Errors: `copy.other-events` (a `Problem`), `StoreUnavailable` or `OutcomeUnknown` when a store stayed away for long.
 */
export async function copyLog(
  source: EventStore,
  target: EventStore,
  { onProgress = () => undefined }: CopyOptions = {},
): Promise<Copied> {
  const { events: before, position } = await copiedSoFar(source, target, (events) => onProgress('checking', events));
  let done = before;
  for await (const page of pagesOfLog(source, position)) {
    for (const run of runsOfStream(page)) {
      await append(target, run, done);
      onProgress('copying', (done += run.length));
    }
  }
  const ofTarget = await digestOfLog(target, (events) => onProgress('comparing', events));
  // Last, so that whoever goes on recording is found out.
  const ofSource = await digestOfLog(source);
  const equal = ofSource.events === ofTarget.events && ofSource.digest === ofTarget.digest;
  return { before, copied: done - before, source: ofSource, target: ofTarget, equal };
}

/** Exact revisions: what was written and never answered is found written, and nothing goes beside foreign events. */
async function append(target: EventStore, run: readonly RecordedEvent[], done: number): Promise<void> {
  const [first] = run;
  if (first === undefined) return;
  const { stream, revision } = first;
  const events = run.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  const expected = revision === 0 ? 'no-stream' : revision - 1;
  try {
    await untilAnswered(() => target.append(stream, expected, events));
  } catch (error) {
    if (error instanceof WrongRevision) throw new Problem('copy.other-events', { number: done + 1 });
    throw error;
  }
}
