import { type sendUnaryData, type ServerUnaryCall, type ServiceError, status } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { expectedOf } from './append-calls.ts';
import { type House, turnedAway } from './door.ts';
import { nameOf, streamDeleted, trailers } from './messages.ts';
import type { Expected } from './streams.ts';

/** Streams.Delete: the stream reads as missing, its events stay in the log, its numbering goes on. */
export function softDelete(
  house: House,
  call: ServerUnaryCall<DeleteReq, DeleteResp>,
  answer: sendUnaryData<DeleteResp>,
): void {
  const at = remove(house, call, call.request.getOptions(), false, answer);
  if (at === undefined) return;
  const position = new streams.DeleteResp.Position().setCommitPosition(at).setPreparePosition(at);
  answer(null, new streams.DeleteResp().setPosition(position));
}

/** Streams.Tombstone: the name is dead for ever. */
export function tombstone(
  house: House,
  call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
  answer: sendUnaryData<TombstoneResp>,
): void {
  const at = remove(house, call, call.request.getOptions(), true, answer);
  if (at === undefined) return;
  const position = new streams.TombstoneResp.Position().setCommitPosition(at).setPreparePosition(at);
  answer(null, new streams.TombstoneResp().setPosition(position));
}

function remove(
  house: House,
  call: ServerUnaryCall<DeleteReq, DeleteResp> | ServerUnaryCall<TombstoneReq, TombstoneResp>,
  options: DeleteReq.Options | TombstoneReq.Options | undefined,
  forever: boolean,
  answer: (error: Partial<ServiceError>) => void,
): string | undefined {
  const refused = turnedAway(house, call.metadata);
  if (refused !== undefined) return void answer(refused);
  const stream = nameOf(options?.getStreamIdentifier());
  const outcome = house.streams.remove(stream, expectedOf(options), forever);
  if (outcome.kind === 'success') return String(outcome.position);
  if (outcome.kind === 'deleted') return void answer(streamDeleted(stream));
  const expected = numeral(outcome.expected);
  const actual = String(outcome.current ?? -1n);
  const details = `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`;
  const values = { 'stream-name': stream, 'expected-version': expected, 'actual-version': actual };
  answer(trailers(status.FAILED_PRECONDITION, details, { exception: 'wrong-expected-version', ...values }));
  return undefined;
}

function numeral(expected: Expected): string {
  if (typeof expected === 'bigint') return String(expected);
  return { 'no-stream': '-1', any: '-2', 'stream-exists': '-4' }[expected];
}
