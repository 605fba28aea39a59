import { type sendUnaryData, type ServerReadableStream, type ServiceError, status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type House, turnedAway } from './door.ts';
import type { Proposed } from './log.ts';
import { BAD_REQUEST, nameOf, streamDeleted, trailers, uuidOf } from './messages.ts';
import type { AppendAnswer, Expected } from './streams.ts';

export const MAX_APPEND_BYTES = 1_048_576;

type Call = ServerReadableStream<AppendReq, AppendResp>;

/** Streams.Append: the options first, then one message per event, one answer at the end. */
export function append(house: House, call: Call, answer: sendUnaryData<AppendResp>): void {
  house.behaviour.seen.appends += 1;
  let options: AppendReq.Options | undefined;
  const proposed: (Proposed | undefined)[] = [];
  let bytes = 0;
  call.on('data', (message: AppendReq) => {
    options ??= message.getOptions();
    const event = message.getProposedMessage();
    if (event === undefined) return;
    bytes += event.getData_asU8().length;
    proposed.push(proposedOf(event));
  });
  call.on('error', () => undefined);
  call.on('end', () => {
    const refused = turnedAway(house, call.metadata);
    if (refused !== undefined) return answer(refused);
    if (house.behaviour.stalls('appends')) return;
    const limit = house.behaviour.now.maxAppendBytes ?? MAX_APPEND_BYTES;
    if (bytes > limit) return answer(tooLarge(limit));
    settle(house, nameOf(options?.getStreamIdentifier()), expectedOf(options), proposed, answer);
  });
}

function settle(
  house: House,
  stream: string,
  expected: Expected,
  proposed: readonly (Proposed | undefined)[],
  answer: sendUnaryData<AppendResp>,
): void {
  const valid = proposed.filter((event) => event !== undefined);
  if (valid.length < proposed.length || stream === '') return answer(BAD_REQUEST);
  const fate = house.behaviour.nextFate();
  if (fate === 'silent') return;
  if (fate === 'cut') return house.connections.cut();
  house.log.sharesCommit = house.behaviour.now.sharedCommit ?? false;
  const outcome = house.streams.append(stream, expected, valid);
  if (fate === 'store-then-silent') return;
  if (fate === 'store-then-cut') return house.connections.cut();
  if (fate === 'store-then-killed') return void process.kill(process.pid, 'SIGKILL');
  const say = (): void => {
    if (outcome.kind === 'deleted') answer(streamDeleted(stream));
    else answer(null, answerMessage(outcome));
  };
  const late = house.behaviour.now.answerAppendsAfterMs;
  if (late === undefined) say();
  else setTimeout(say, late);
}

/** Undefined when a real server would not take it: no type, or no UUID. */
export function proposedOf(event: AppendReq.ProposedMessage): Proposed | undefined {
  const id = uuidOf(event.getId());
  const type = event.getMetadataMap().get('type') ?? '';
  if (id === undefined || type === '') return undefined;
  const isJson = event.getMetadataMap().get('content-type') === 'application/json';
  return { id, type, isJson, data: event.getData_asB64(), metadata: event.getCustomMetadata_asB64() };
}

/** Also of Delete and Tombstone, whose options are the same. */
export function expectedOf(
  options: Pick<AppendReq.Options, 'hasNoStream' | 'hasStreamExists' | 'hasRevision' | 'getRevision'> | undefined,
): Expected {
  if (options?.hasNoStream()) return 'no-stream';
  if (options?.hasStreamExists()) return 'stream-exists';
  return options?.hasRevision() ? BigInt(options.getRevision()) : 'any';
}

export function tooLarge(limit: number): Partial<ServiceError> {
  return trailers(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });
}

function answerMessage(outcome: Exclude<AppendAnswer, { kind: 'deleted' }>): AppendResp {
  if (outcome.kind === 'success') {
    const position = new streams.AppendResp.Position()
      .setCommitPosition(String(outcome.commit ?? outcome.position))
      .setPreparePosition(String(outcome.position));
    const success = new streams.AppendResp.Success().setCurrentRevision(String(outcome.revision)).setPosition(position);
    return new streams.AppendResp().setSuccess(success);
  }
  return new streams.AppendResp().setWrongExpectedVersion(wrongVersion(outcome.expected, outcome.current));
}

/** Both generations of fields are filled, as the real server does. */
function wrongVersion(expected: Expected, current: bigint | undefined): AppendResp.WrongExpectedVersion {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  const empty = new shared.Empty();
  if (current === undefined) wrong.setNoStream2060(empty).setCurrentNoStream(empty);
  else wrong.setCurrentRevision2060(Number(current)).setCurrentRevision(String(current));
  if (expected === 'any') return wrong.setAny2060(empty).setExpectedAny(empty);
  if (expected === 'stream-exists') return wrong.setStreamExists2060(empty).setExpectedStreamExists(empty);
  // The real server sets all 64 bits of this old field; a double comes no closer than this.
  if (expected === 'no-stream') return wrong.setExpectedRevision2060(2 ** 64 - 2048).setExpectedNoStream(empty);
  return wrong.setExpectedRevision2060(Number(expected)).setExpectedRevision(String(expected));
}
