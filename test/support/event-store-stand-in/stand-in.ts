import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { append } from './append-calls.ts';
import { batchAppend } from './batch-append.ts';
import { Connections } from './connections.ts';
import { softDelete, tombstone } from './delete-calls.ts';
import type { House } from './door.ts';
import { StandInLog } from './log.ts';
import { Behaviour, type Misbehaviour } from './misbehaviour.ts';
import { read } from './read-calls.ts';
import { getSupportedMethods, readGossip } from './server-features.ts';
import { Streams } from './streams.ts';
import { subscriptionsOf } from './subscriptions.ts';

export interface StandInOptions {
  /** Where its log is kept; started again on the same folder it has the same events. */
  readonly folder: string;
  /** Default: any free one. */
  readonly port?: number;
  /** PEM; with them it speaks TLS only. */
  readonly tls?: { readonly certificate: Buffer; readonly key: Buffer };
  /** Callers must bring these. */
  readonly credentials?: { readonly username: string; readonly password: string };
}

export interface StandIn {
  /** For `EVENTSTOREDB_URL`, without credentials. */
  readonly url: string;
  readonly port: number;
  /** Calls and headers seen so far. */
  readonly seen: Behaviour['seen'];
  /** From now on; `{}` for good behaviour. */
  misbehave(misbehaviour: Misbehaviour): void;
  /** Resets every connection. */
  dropConnections(): void;
  /** Resets every connection and refuses new ones, until acceptAgain. */
  refuse(): Promise<void>;
  acceptAgain(): Promise<void>;
  /** Ends live subscriptions: without an error, or as 23.10 drops a slow consumer. Returns how many. */
  endSubscriptions(how: 'gracefully' | 'as-slow'): number;
  /** Writes an event of the server's own, as its statistics and projections do. */
  writeSystemEvents(count: number): void;
  stop(): Promise<void>;
}

/** A server that answers `@eventstore/db-client` as a real EventStoreDB 23.10.6 was recorded to, field by field. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const log = new StandInLog(options.folder);
  const server = new Server({ 'grpc.max_receive_message_length': 16 * 1024 * 1024 });
  const { tls } = options;
  const security =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ cert_chain: tls.certificate, private_key: tls.key }]);
  const connections = new Connections(server, security);
  const behaviour = new Behaviour();
  const { credentials } = options;
  const house: House = { log, streams: new Streams(log), behaviour, connections, credentials };
  let port = 0;
  addServices(server, house, () => port);
  port = await connections.listen(options.port ?? 0);
  return {
    url: `esdb://127.0.0.1:${port}?tls=${tls !== undefined}`,
    port,
    seen: behaviour.seen,
    misbehave: (misbehaviour) => behaviour.set(misbehaviour),
    dropConnections: () => connections.cut(),
    refuse: async () => connections.refuse(),
    acceptAgain: async () => connections.acceptAgain(),
    endSubscriptions: (how) => endSubscriptions(house, how),
    writeSystemEvents: (count) => writeSystemEvents(house, count),
    stop: async () => {
      await connections.refuse();
      server.forceShutdown();
      log.close();
    },
  };
}

/** Of a stopped one: started again it has another log, whose positions begin anew. */
export async function wipe(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

function addServices(server: Server, house: House, port: () => number): void {
  server.addService(streamsGrpc.StreamsService, {
    read: (call: Parameters<typeof read>[1]) => void read(house, call),
    append: (...[call, answer]: Rest<typeof append>) => append(house, call, answer),
    batchAppend: (call: Parameters<typeof batchAppend>[1]) => batchAppend(house, call),
    delete: (...[call, answer]: Rest<typeof softDelete>) => softDelete(house, call, answer),
    tombstone: (...[call, answer]: Rest<typeof tombstone>) => tombstone(house, call, answer),
  });
  server.addService(featuresGrpc.ServerFeaturesService, { getSupportedMethods });
  server.addService(gossipGrpc.GossipService, { read: readGossip(port) });
}

type Rest<F extends (house: House, ...rest: never[]) => void> =
  Parameters<F> extends [House, ...infer Others] ? Others : never;

function endSubscriptions(house: House, how: 'gracefully' | 'as-slow'): number {
  const ended = [...subscriptionsOf(house)];
  for (const subscription of ended) {
    if (how === 'gracefully') subscription.end();
    else subscription.dropAsSlow();
  }
  return ended.length;
}

function writeSystemEvents(house: House, count: number): void {
  const data = Buffer.from('{}').toString('base64');
  const statistics = Array.from({ length: count }, () => ({
    id: randomUUID(),
    type: '$statsCollected',
    isJson: true,
    data,
    metadata: '',
  }));
  house.log.write('$stats-127.0.0.1:2113', statistics);
}
