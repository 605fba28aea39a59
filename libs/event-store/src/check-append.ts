import { isUuid } from '#libs/kernel';
import { InvalidAppend, TooLarge } from './errors.ts';
import type { ExpectedRevision, NewEvent } from './event-store.ts';

/** Bytes of JSON data one append may hold: the limit of a real EventStoreDB, kept by every adapter. */
export const MAX_APPEND_BYTES = 1_048_576;

/** UTF-8 takes at most three for each unit of a string. */
const BYTES_A_UNIT = 3;

export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** What an engine would only half refuse (some of it crashes the client) is refused here, before any call. */
export function encodeAppend(
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): readonly EncodedEvent[] {
  if (stream === '') throw new InvalidAppend('The stream has no name.');
  if (events.length === 0) throw new InvalidAppend(`An append to ${stream} holds no event.`);
  if (expected !== 'no-stream' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new InvalidAppend(`Expected revision of ${stream} is ${String(expected)}; it is 'no-stream' or 0 and up.`);
  }
  const encoded = events.map((event) => encodeEvent(stream, event));
  checkSize(encoded);
  return encoded;
}

/** The bytes are counted only where there could be too many. */
function checkSize(events: readonly EncodedEvent[]): void {
  const most = events.reduce((sum, { data }) => sum + data.length, 0) * BYTES_A_UNIT;
  if (most <= MAX_APPEND_BYTES) return;
  const bytes = events.reduce((sum, { data }) => sum + Buffer.byteLength(data), 0);
  if (bytes > MAX_APPEND_BYTES) throw new TooLarge(bytes, MAX_APPEND_BYTES);
}

function encodeEvent(stream: string, event: NewEvent): EncodedEvent {
  if (!isUuid(event.id)) throw new InvalidAppend(`An event for ${stream} has no UUID.`);
  if (event.type === '') throw new InvalidAppend(`An event for ${stream} has no type.`);
  return {
    id: event.id.toLowerCase(),
    type: event.type,
    data: encodeObject(stream, event.type, event.data),
    metadata: encodeObject(stream, event.type, event.metadata),
  };
}

function encodeObject(stream: string, type: string, value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw new InvalidAppend(`${type} for ${stream} cannot be written as JSON.`, { cause: error });
  }
  if (text === undefined || !text.startsWith('{')) throw new InvalidAppend(`${type} for ${stream} is not an object.`);
  return text;
}
