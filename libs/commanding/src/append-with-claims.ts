import { type Appended, type EventStore, type StreamAppend, WrongRevision } from '#libs/event-store';
import { appendSurely, untilKnown } from './append-surely.ts';

/**
 * Appends an owner's events after the claims they need. Where the engine can, claims that nobody ever made go into the
 * same commit; elsewhere, and where another has made one, `takeClaims` takes them first.
 */
export async function appendWithClaims(
  events: EventStore,
  owner: StreamAppend,
  firstClaims: readonly (() => StreamAppend)[],
  takeClaims: () => Promise<unknown>,
): Promise<Appended> {
  if (firstClaims.length > 0) {
    const together = await appendTogether(events, owner, firstClaims);
    if (together) return together;
    await takeClaims();
  }
  return appendSurely(events, owner.stream, owner.expected, owner.events);
}

async function appendTogether(
  events: EventStore,
  owner: StreamAppend,
  firstClaims: readonly (() => StreamAppend)[],
): Promise<Appended | undefined> {
  const all = [...firstClaims.map((make) => make()), owner];
  try {
    return (await untilKnown(async () => events.appendTogether?.(all)))?.at(-1);
  } catch (error) {
    if (error instanceof WrongRevision && error.stream !== owner.stream) return undefined;
    throw error;
  }
}
