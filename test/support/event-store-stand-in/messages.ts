import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { commitOf, type StoredEvent } from './journal.ts';

export function identifierOf(stream: string): StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8').toString('base64'));
}

export function nameOf(identifier: StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

/** Undefined for what the real server calls an unrecognized Guid. */
export function uuidOf(id: UUID | undefined): string | undefined {
  const text = id?.getString() ?? '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) && /[^0-]/.test(text)
    ? text.toLowerCase()
    : undefined;
}

export function eventMessage(event: StoredEvent): ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(identifierOf(event.stream))
    .setStreamRevision(event.revision)
    .setPreparePosition(String(event.position))
    .setCommitPosition(String(commitOf(event)))
    .setCustomMetadata(event.metadata)
    .setData(event.data);
  recorded.getMetadataMap().set('content-type', event.isJson ? 'application/json' : 'application/octet-stream');
  recorded.getMetadataMap().set('created', event.created);
  recorded.getMetadataMap().set('type', event.type);
  const read = new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(commitOf(event)));
  return new streams.ReadResp().setEvent(read);
}

export function notFoundMessage(stream: string): ReadResp {
  const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream));
  return new streams.ReadResp().setStreamNotFound(missing);
}

/** An error as the server's trailers carry it: the client picks the class by `exception`. */
export function trailers(code: status, details: string, values: Record<string, string> = {}): Partial<ServiceError> {
  const metadata = new Metadata();
  // Header values are ASCII; names beyond that are percent-encoded here, a real server's form was not recorded.
  for (const [key, value] of Object.entries(values)) metadata.set(key, encodeURI(value));
  return { code, details, metadata };
}

export function streamDeleted(stream: string): Partial<ServiceError> {
  const details = `Event stream '${stream}' is deleted.`;
  return trailers(status.FAILED_PRECONDITION, details, { exception: 'stream-deleted', 'stream-name': stream });
}

export const NOT_READY = trailers(status.UNAVAILABLE, 'Server Is Not Ready');
export const BAD_REQUEST = trailers(status.UNKNOWN, 'Exception was thrown by handler.');
