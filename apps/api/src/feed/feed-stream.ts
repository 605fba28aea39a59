import type { FeedPage, PartnerFeed, Watch } from '#libs/partner-feed';
import type { ServerResponse } from 'node:http';
import { setImmediate as othersFirst } from 'node:timers/promises';

export const HEARTBEAT_MS = 15_000;
/** Events that are checked and written at once. */
const PAGE_SIZE = 200;
/** More than this never waits in memory for a slow reader. */
const MOST_BUFFERED_BYTES = 128 * 1024;
/** What waits longer might tell of somebody who has withdrawn meanwhile: the reader is cut off and resumes later. */
const PATIENCE_MS = 1_000;

export interface FeedStreaming {
  readonly feed: PartnerFeed;
  readonly partnerId: string;
  /** The number of the last event the partner has. */
  readonly after: number;
  readonly signal: AbortSignal;
  /** Asked at each heartbeat; what it throws ends the stream. */
  stillAllowed(): Promise<void>;
}

/** Writes a partner's events as server-sent events, each with its number as id, until the signal or the reader ends it. */
export async function streamFeed(response: ServerResponse, streaming: FeedStreaming): Promise<void> {
  const { feed, partnerId } = streaming;
  const watch = await feed.watch(partnerId);
  try {
    await follow(response, streaming, watch);
  } finally {
    watch.end();
    response.end();
    if (response.writableLength > 0) setTimeout(() => response.destroy(), PATIENCE_MS).unref();
  }
}

async function follow(response: ServerResponse, streaming: FeedStreaming, watch: Watch): Promise<void> {
  const { feed, partnerId, signal } = streaming;
  let { after } = streaming;
  let spokeAt = performance.now();
  while (!signal.aborted && !response.destroyed) {
    const next = writeFrames(response, await feed.read(partnerId, after, PAGE_SIZE, watch));
    if (next > after) {
      after = next;
      if (!(await drained(response, signal))) return cutOff(response, signal);
      spokeAt = performance.now();
      // Fast readers that are far behind would not let go of the process.
      await othersFirst();
      continue;
    }
    const silence = HEARTBEAT_MS - (performance.now() - spokeAt);
    if (silence > 0) {
      await watch.changed(after, silence, signal);
      continue;
    }
    await streaming.stillAllowed();
    response.write(': still here\n\n');
    if (!(await drained(response, signal))) return cutOff(response, signal);
    spokeAt = performance.now();
  }
}

/** Answers the number to go on from. What was read is let go here, or all streams' would be in memory while they wait. */
function writeFrames(response: ServerResponse, { events, first, next }: FeedPage): number {
  let frames = '';
  for (const [index, event] of events.entries()) frames += `id: ${first + index}\ndata: ${event}\n\n`;
  // Whatever leaves is ASCII; as such it is copied, not encoded.
  if (frames !== '') response.write(frames, 'latin1');
  return next;
}

/** False where the reader took too long, or is gone. */
function drained(response: ServerResponse, signal: AbortSignal): Promise<boolean> {
  if (response.writableLength <= MOST_BUFFERED_BYTES) return Promise.resolve(true);
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (isDrained: boolean) => {
      clearTimeout(patience);
      response.off('drain', onDrain);
      signal.removeEventListener('abort', onEnd);
      resolve(isDrained);
    };
    const onDrain = () => end(true);
    const onEnd = () => end(false);
    const patience = setTimeout(onEnd, PATIENCE_MS);
    response.on('drain', onDrain);
    signal.addEventListener('abort', onEnd);
  });
}

/** What could not be sent is not kept for a reader that does not read. */
function cutOff(response: ServerResponse, signal: AbortSignal): void {
  if (!signal.aborted) response.destroy();
}
