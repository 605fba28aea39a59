import { type ServerWritableStream, type ServiceError, status } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type House, turnedAway } from './door.ts';
import { commitOf, type StoredEvent } from './journal.ts';
import { eventMessage, nameOf, notFoundMessage, streamDeleted, trailers } from './messages.ts';
import { subscribe } from './subscriptions.ts';

const { BACKWARDS } = streams.ReadReq.Options.ReadDirection;

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Streams.Read: one stream, the whole log, or a subscription to either. */
export async function read(house: House, call: ReadCall): Promise<void> {
  call.on('error', () => undefined);
  const options = call.request.getOptions();
  const subscription = options?.hasSubscription() ?? false;
  house.behaviour.seen[subscription ? 'subscriptions' : 'reads'] += 1;
  const refused = turnedAway(house, call.metadata);
  if (refused !== undefined) return fail(call, refused);
  if (house.behaviour.stalls('reads') || options === undefined) return;
  if (subscription) return subscribe(house, call, options);
  if (options.hasAll()) return readLog(house, call, options);
  return readOneStream(house, call, options);
}

export function fail(call: ReadCall, error: Partial<ServiceError>): void {
  call.emit('error', error);
}

async function readOneStream(house: House, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const wanted = options.getStream();
  const stream = nameOf(wanted?.getStreamIdentifier());
  const backwards = options.getReadDirection() === BACKWARDS;
  const from = wanted?.hasRevision() ? BigInt(wanted.getRevision()) : wanted?.hasEnd() ? 'end' : 'start';
  const count = BigInt(options.getCount());
  if (count === 0n || (from === 'end' && !backwards)) {
    return fail(call, trailers(status.UNKNOWN, 'Unexpected ReadStreamResult: Error'));
  }
  const answer = house.streams.read(stream, from, backwards, count);
  if (answer.kind === 'deleted') return fail(call, streamDeleted(stream));
  if (answer.kind === 'not-found') call.write(notFoundMessage(stream));
  else await send(call, answer.events);
  call.end();
}

async function readLog({ log }: House, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const all = options.getAll();
  const backwards = options.getReadDirection() === BACKWARDS;
  const count = Number(BigInt(options.getCount()));
  // A real server never answers this one.
  if (count === 0) return;
  const given = all?.getPosition();
  const place = given === undefined ? undefined : placeOf(log, given);
  if (place === 'invalid') return fail(call, trailers(status.UNKNOWN, 'Unexpected ReadAllResult: Error'));
  const index = place ?? (all?.hasEnd() ? log.events.length : 0);
  const events = backwards
    ? log.events.slice(Math.max(0, index - count), index).reverse()
    : log.events.slice(index, index + count);
  await send(call, events);
  call.end();
}

/** Index of the record at a position; the end beyond it. The prepare half may be lower than a lone record's, not higher. */
export function placeOf(log: House['log'], given: ReadReq.Options.Position): number | 'invalid' {
  const [commit, prepare] = [BigInt(given.getCommitPosition()), BigInt(given.getPreparePosition())];
  if (prepare > commit) return 'invalid';
  const index = log.indexOf(commit, prepare);
  if (commit >= BigInt(log.endPosition)) return index;
  const event = log.events[index];
  return event !== undefined && BigInt(commitOf(event)) === commit ? index : 'invalid';
}

export async function send(call: ReadCall, events: readonly StoredEvent[]): Promise<void> {
  for (const event of events) {
    if (call.cancelled) return;
    if (!call.write(eventMessage(event))) await drained(call);
  }
}

async function drained(call: ReadCall): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'cancelled', 'close', 'error']) call.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'cancelled', 'close', 'error']) call.once(event, done);
  });
}
