import type { FeedPage, PartnerFeed, Watch } from '#libs/partner-feed';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

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
    const page = await feed.read(partnerId, after, PAGE_SIZE, watch);
    if (page.events.length > 0) {
      if (!(await written(response, framesOf(page), signal))) return cutOff(response, signal);
      after = page.next;
      spokeAt = performance.now();
      continue;
    }
    const silence = HEARTBEAT_MS - (performance.now() - spokeAt);
    if (silence > 0) {
      await watch.changed(after, silence, signal);
      continue;
    }
    await streaming.stillAllowed();
    if (!(await written(response, ': still here\n\n', signal))) return cutOff(response, signal);
    spokeAt = performance.now();
  }
}

function framesOf({ events, first }: FeedPage): string {
  let frames = '';
  for (const [index, event] of events.entries()) frames += `id: ${first + index}\ndata: ${event}\n\n`;
  return frames;
}

/** False where the reader took too long. */
async function written(response: ServerResponse, text: string, signal: AbortSignal): Promise<boolean> {
  response.write(text);
  if (response.writableLength <= MOST_BUFFERED_BYTES) return true;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  return once(response, 'drain', { signal: patience }).then(
    () => true,
    () => false,
  );
}

/** What could not be sent is not kept for a reader that does not read. */
function cutOff(response: ServerResponse, signal: AbortSignal): void {
  if (!signal.aborted) response.destroy();
}
