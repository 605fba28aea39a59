import type { EventStore, Position } from '#libs/event-store';

const PAGE = 1_000;

/** Ids of the commands that processes had accepted after a position: a worker that died before noting them left them there. */
export async function sentAfter(events: EventStore, position: Position): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const head = await events.head();
  for (let last = position; last < head;) {
    const page = await events.readAll(last, PAGE);
    for (const { metadata } of page) {
      if (metadata['channel'] === 'process') ids.add(metadata['commandId'] as string);
    }
    last = page.at(-1)?.position ?? head;
  }
  return ids;
}
