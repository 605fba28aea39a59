import type { Position } from '#libs/event-store';

/** What the runner tells its operator. Nothing in it is personal data. */
export type RunnerAlarm =
  /** An event could not be folded; it and every later one of the same document wait for a fix. */
  | {
      readonly kind: 'parked';
      readonly projection: string;
      readonly position: Position;
      readonly stream: string;
      readonly type: string;
      readonly error: string;
    }
  /** Something failed; the runner tries again by itself. */
  | { readonly kind: 'fault'; readonly error: string };

/** A checkpoint names another log than the one that is read, or lies beyond its end: the documents tell of other events. */
export class CheckpointOfAnotherLog extends Error {
  override readonly name = 'CheckpointOfAnotherLog';

  constructor(readonly collection: string) {
    super(
      `The read models of ${collection} were built from another event log, or from more of it. Rebuild them from this one.`,
    );
  }
}

/**
 * The error's name and the place it came from. Its own text is left out, as it may quote what was in the event, unless
 * it is one of ours that is known to be free of it.
 */
export function whatWentWrong(error: unknown): string {
  if (!(error instanceof Error)) return 'Something that is no error was thrown.';
  if (SPEAKING.has(error.name)) return error.message;
  const place = /\bat (?:.*\()?(?:file:\/\/)?(.*?:\d+:\d+)\)?/.exec(error.stack?.replace(error.message, '') ?? '');
  return place ? `${error.name} at ${place[1]?.split('/').slice(-3).join('/')}` : error.name;
}

const SPEAKING: ReadonlySet<string> = new Set([
  'UnknownEvent',
  'CheckpointOfAnotherLog',
  'StoreUnavailable',
  'StreamDeleted',
  'UnreadableEvent',
  'ReadModelsUnavailable',
  'UnknownCollection',
  'LeaseLost',
]);
