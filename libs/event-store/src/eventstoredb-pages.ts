import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { JsonObject } from '#libs/kernel';
import type { RecordedEvent } from './event-store.ts';
import { driver } from './eventstoredb-driver.ts';
import { UnreadableEvent } from './eventstoredb-errors.ts';
import { NoAnswer } from './eventstoredb-failure.ts';
import { positionText } from './eventstoredb-position.ts';

/** The part of the client's reading streams that is used here. */
export interface ReadingStream<T> {
  on(event: 'data', listener: (item: T) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  cancel(): Promise<void>;
}

/**
 * All items of a read, or undefined where there is no such stream. The client puts no deadline on reads: one that falls
 * silent for `silenceMs` is given up.
 */
export async function collect<T>(reading: ReadingStream<T>, silenceMs: number): Promise<T[] | undefined> {
  const items: T[] = [];
  return new Promise((resolve, reject) => {
    const silence = setTimeout(() => {
      reject(new NoAnswer());
      reading.cancel().catch(() => undefined);
    }, silenceMs);
    reading.on('data', (item) => {
      items.push(item);
      silence.refresh();
    });
    reading.on('end', () => {
      clearTimeout(silence);
      resolve(items);
    });
    // Stays for good: an error after the end, without a listener, would end the process.
    reading.on('error', (error) => {
      clearTimeout(silence);
      if (error instanceof driver().StreamNotFoundError) resolve(undefined);
      else reject(error);
    });
  });
}

/** Events of the server itself, and whatever others keep in its name space. */
export function isOurs({ event }: AllStreamResolvedEvent | ResolvedEvent): boolean {
  return event !== undefined && !event.type.startsWith('$') && !event.streamId.startsWith('$');
}

export function recordedEvent({ event }: ResolvedEvent): RecordedEvent {
  if (event?.position === undefined) throw new Error('The server answered an event without its position.');
  const { id, streamId: stream, type, data, metadata } = event;
  const revision = Number(event.revision);
  if (!event.isJson || !isObject(data)) throw new UnreadableEvent(stream, revision, type);
  const position = positionText(event.position);
  return { id, stream, revision, type, data, metadata: isObject(metadata) ? metadata : {}, position };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
