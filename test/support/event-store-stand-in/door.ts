import type { Metadata, ServiceError } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import type { Connections } from './connections.ts';
import { NOT_READY, trailers } from './messages.ts';
import type { Behaviour } from './misbehaviour.ts';
import type { StandInLog } from './log.ts';
import type { Streams } from './streams.ts';

/** What every call has at hand. */
export interface House {
  readonly log: StandInLog;
  readonly streams: Streams;
  readonly behaviour: Behaviour;
  readonly connections: Connections;
  /** Refuses callers without these, as a secured server does. */
  readonly credentials: { readonly username: string; readonly password: string } | undefined;
}

/** The error a call meets at the door, before anything is looked at. */
export function turnedAway(house: House, metadata: Metadata): Partial<ServiceError> | undefined {
  const { behaviour, credentials } = house;
  const authorization = metadata.get('authorization').map(String);
  behaviour.seen.authorizations.push(...authorization);
  if (behaviour.now.notReady) return NOT_READY;
  if (credentials !== undefined) {
    const expected = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
    if (authorization[0] === undefined) return trailers(status.PERMISSION_DENIED, 'Access Denied', DENIED);
    if (authorization[0] !== `Basic ${expected}`) return trailers(status.UNAUTHENTICATED, 'Unauthenticated');
  }
  const leader = behaviour.now.leaderAt;
  if (leader !== undefined && metadata.get('requires-leader')[0] === 'true') {
    const where = { 'leader-endpoint-host': leader.host, 'leader-endpoint-port': String(leader.port) };
    return trailers(status.NOT_FOUND, 'Leader info available', { exception: 'not-leader', ...where });
  }
  return undefined;
}

const DENIED = { exception: 'access-denied' };
