import type { ServerDuplexStream } from '@grpc/grpc-js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { MAX_APPEND_BYTES, proposedOf } from './append-calls.ts';
import { type House, turnedAway } from './door.ts';
import { identifierOf, nameOf, NOT_READY } from './messages.ts';
import type { Proposed } from './log.ts';
import type { AppendAnswer, Expected } from './streams.ts';

interface Open {
  readonly options: BatchAppendReq.Options;
  readonly proposed: (Proposed | undefined)[];
  bytes: number;
}

/** Streams.BatchAppend: many appends on one stream, each known by its correlation id. */
export function batchAppend(house: House, call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
  const open = new Map<string, Open>();
  call.on('error', () => undefined);
  call.on('end', () => call.end());
  call.on('data', (request: BatchAppendReq) => {
    const key = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    if (options !== undefined) open.set(key, { options, proposed: [], bytes: 0 });
    const batch = open.get(key);
    if (batch === undefined) return;
    for (const event of request.getProposedMessagesList()) {
      batch.bytes += event.getData_asU8().length;
      batch.proposed.push(proposedOf(event));
    }
    if (!request.getIsFinal()) return;
    open.delete(key);
    house.behaviour.seen.batchAppends += 1;
    const response = answerTo(house, call, batch);
    if (response === undefined) return;
    response.setCorrelationId(request.getCorrelationId()).setStreamIdentifier(batch.options.getStreamIdentifier());
    call.write(response);
  });
}

function answerTo(
  house: House,
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
  { options, proposed, bytes }: Open,
): BatchAppendResp | undefined {
  const refused = turnedAway(house, call.metadata);
  if (refused !== undefined) return refused === NOT_READY ? notReady() : void call.emit('error', refused);
  if (house.behaviour.stalls('appends')) return undefined;
  const stream = nameOf(options.getStreamIdentifier());
  const limit = house.behaviour.now.maxAppendBytes ?? MAX_APPEND_BYTES;
  if (bytes > limit) {
    const detail = new shared.MaximumAppendSizeExceeded().setMaxappendsize(limit);
    return failure(3, 'MaximumAppendSizeExceeded', detail.serializeBinary());
  }
  const valid = proposed.filter((event) => event !== undefined);
  if (valid.length < proposed.length || stream === '') {
    return failure(3, 'BadRequest', new shared.BadRequest().setMessage('Unrecognized Guid format.').serializeBinary());
  }
  const deadline = options.getDeadline();
  if (deadline !== undefined && deadline.toDate().getTime() < Date.now()) {
    return failure(4, 'Timeout', new shared.Timeout().serializeBinary());
  }
  return messageOf(stream, house.streams.append(stream, expectedOf(options), valid));
}

function messageOf(stream: string, outcome: AppendAnswer): BatchAppendResp {
  if (outcome.kind === 'deleted') {
    const detail = new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream));
    return failure(5, 'StreamDeleted', detail.serializeBinary());
  }
  if (outcome.kind === 'wrong') {
    return failure(6, 'WrongExpectedVersion', wrongVersion(outcome.expected, outcome.current).serializeBinary());
  }
  const position = new shared.AllStreamPosition()
    .setCommitPosition(String(outcome.position))
    .setPreparePosition(String(outcome.position));
  const success = new streams.BatchAppendResp.Success()
    .setCurrentRevision(String(outcome.revision))
    .setPosition(position);
  return new streams.BatchAppendResp().setSuccess(success);
}

function wrongVersion(
  expected: Expected,
  current: bigint | undefined,
): InstanceType<typeof shared.WrongExpectedVersion> {
  const wrong = new shared.WrongExpectedVersion();
  if (current === undefined) wrong.setCurrentNoStream(new emptyPb.Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') return wrong.setExpectedAny(new emptyPb.Empty());
  if (expected === 'stream-exists') return wrong.setExpectedStreamExists(new emptyPb.Empty());
  if (expected === 'no-stream') return wrong.setExpectedNoStream(new emptyPb.Empty());
  return wrong.setExpectedStreamPosition(String(expected));
}

function failure(code: 3 | 4 | 5 | 6, message: string, detail: Uint8Array): BatchAppendResp {
  const any = new anyPb.Any();
  any.pack(detail, `event_store.client.${message}`);
  return new streams.BatchAppendResp().setError(
    new statusPb.Status().setCode(code).setMessage(message).setDetails(any),
  );
}

function notReady(): BatchAppendResp {
  const any = new anyPb.Any();
  any.pack(new emptyPb.Empty().serializeBinary(), 'google.protobuf.Empty');
  return new streams.BatchAppendResp().setError(
    new statusPb.Status().setCode(2).setMessage('Server Is Not Ready').setDetails(any),
  );
}

function expectedOf(options: BatchAppendReq.Options): Expected {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  return options.hasStreamPosition() ? BigInt(options.getStreamPosition()) : 'any';
}
