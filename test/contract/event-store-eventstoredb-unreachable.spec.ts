import { EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { createServer } from 'node:net';
import { OutcomeUnknown, StoreUnavailable } from '#libs/event-store';
import { errorOf, ServerForTests, untilAnswered } from '../support/event-store-server-for-tests.ts';
import { layWire } from '../support/event-store-stand-in/wire.ts';
import { newEvents, newStream } from './event-store.contract.ts';

/** A dead connection is noticed after 200 ms here. */
const WATCHFUL = '&keepAliveInterval=100&keepAliveTimeout=100';

let server: ServerForTests;
beforeEach(async () => {
  server = await ServerForTests.forEach();
});
afterEach(() => server.end());

async function unusedPort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  await new Promise((resolve) => taken.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function expectUnavailable(store: ReturnType<ServerForTests['open']>, reason: string): Promise<void> {
  const asked = [
    () => store.append(newStream(), 'no-stream', newEvents(1)),
    () => store.readStream(newStream()),
    () => store.readAll('', 10),
    () => store.head(),
    () => store.logId(),
  ];
  for (const ask of asked) {
    const error = await errorOf(ask());
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect((error as Error).message).toContain(reason);
  }
}

describe('An EventStoreDB that is not there', () => {
  it('says so at once to whoever appends or reads, and waiting for news still ends', async () => {
    const store = server.open(`esdb://127.0.0.1:${await unusedPort()}?tls=false`);
    await expectUnavailable(store, 'it cannot be reached');
    await store.changed('', 20);
  });

  it('says so of a cluster none of whose members answers', async () => {
    const [one, two] = [await unusedPort(), await unusedPort()];
    const options = 'tls=false&maxDiscoverAttempts=2&discoveryInterval=1';
    for (const hosts of [`esdb://127.0.0.1:${one},127.0.0.1:${two}`, `esdb+discover://127.0.0.1:${one}`]) {
      await expectUnavailable(server.open(`${hosts}?${options}`), 'it cannot be reached');
    }
  });

  it('is told from an unknown outcome also where the client passes on an error of no class, with code 14', async () => {
    const url = `esdb://127.0.0.1:${await unusedPort()}?tls=false`;
    const bare = EventStoreDBClient.connectionString(url);
    const plain = await errorOf(bare.appendToStream('project-1', [], { expectedRevision: NO_STREAM }));
    expect(plain).toMatchObject({ code: 14, constructor: Error });

    const encrypted = await server.start();
    const store = server.open(`esdb://user:secret@127.0.0.1:${encrypted.port}?tls=true`);
    await expectUnavailable(store, 'it cannot be reached');
  });

  it('is used as soon as it is back, by the same store', async () => {
    const standIn = await server.start();
    const store = server.open(standIn.url);
    const stream = newStream();
    await store.append(stream, 'no-stream', newEvents(1));
    await standIn.refuse();
    expect(await errorOf(store.append(stream, 0, newEvents(1)))).toBeInstanceOf(Error);
    await expectUnavailable(store, 'it cannot be reached');
    await standIn.acceptAgain();
    expect(await store.append(stream, 0, newEvents(1))).toMatchObject({ revision: 1 });
    expect(await untilAnswered(() => store.readStream(stream))).toHaveLength(2);
  });
});

describe('An EventStoreDB that is starting', () => {
  it('has written nothing, and takes the append once it is ready', async () => {
    const standIn = await server.start();
    const store = server.open(standIn.url);
    standIn.misbehave({ notReady: true });
    await expectUnavailable(store, 'it is starting');
    standIn.misbehave({});
    expect(await store.append(newStream(), 'no-stream', newEvents(1))).toMatchObject({ revision: 0 });
  });

  it('lets a store that was opened before it was there name the log once', async () => {
    const port = await unusedPort();
    const stores = Array.from({ length: 4 }, () => server.open(`esdb://127.0.0.1:${port}?tls=false`));
    const names = stores.map((store) => untilAnswered(() => store.logId()));
    await server.spawn(port);
    expect(new Set(await Promise.all(names)).size).toBe(1);
  });
});

describe('An EventStoreDB that stops and starts again', () => {
  it('keeps all that was acknowledged, and goes on with the same callers', async () => {
    const first = await server.spawn();
    const store = server.open(first.url);
    const stream = newStream();
    const follower = store.changed((await store.append(stream, 'no-stream', newEvents(1))).position, 60_000);
    await first.stop();
    await follower;
    expect(await errorOf(store.readStream(stream))).toBeInstanceOf(StoreUnavailable);
    await server.spawn(first.port);
    expect(await untilAnswered(() => store.append(stream, 0, newEvents(1)))).toMatchObject({ revision: 1 });
  }, 30_000);
});

describe('An EventStoreDB that is paused', () => {
  it('answers when it goes on within the deadline', async () => {
    const standIn = await server.spawn();
    const store = server.open(standIn.url);
    const { position } = await store.append(newStream(), 'no-stream', newEvents(1));
    standIn.pause();
    const appended = store.append(newStream(), 'no-stream', newEvents(1));
    await store.changed(position, 100);
    standIn.resume();
    expect(await appended).toMatchObject({ revision: 0 });
  });

  it('leaves appends unknown and reads unavailable, at their deadline, and is used again when it goes on', async () => {
    const standIn = await server.spawn();
    const store = server.open(standIn.url, { deadlineMs: 200, repeatAfterMs: [] });
    const stream = newStream();
    const first = newEvents(1);
    await untilAnswered(() => store.append(stream, 'no-stream', first));
    standIn.pause();
    const events = newEvents(1);
    const [appended, read] = await Promise.all([
      errorOf(store.append(stream, 0, events)),
      errorOf(store.readStream(stream)),
    ]);
    expect(appended).toBeInstanceOf(OutcomeUnknown);
    expect(read).toBeInstanceOf(StoreUnavailable);
    standIn.resume();
    expect(await untilAnswered(() => store.append(stream, 0, events))).toMatchObject({ revision: 1 });
    expect(await untilAnswered(() => store.readStream(stream))).toHaveLength(2);
  });
});

describe('An EventStoreDB that is silent', () => {
  it('does not hold up reads, which the client gives no deadline', async () => {
    const standIn = await server.start();
    const store = server.open(standIn.url, { deadlineMs: 150 });
    standIn.misbehave({ stall: 'everything' });
    await expectUnavailable(store, 'it did not answer in time');
    standIn.misbehave({});
    expect(await untilAnswered(() => store.head())).toBe('');
  });

  it('behind a network that swallows everything is given up, and reached again once the network is repaired', async () => {
    const standIn = await server.start();
    const wire = await layWire(standIn.port);
    server.alsoEnd(() => wire.close());
    const store = server.open(`esdb://127.0.0.1:${wire.port}?tls=false${WATCHFUL}`, {
      deadlineMs: 200,
      repeatAfterMs: [],
    });
    const stream = newStream();
    const first = newEvents(1);
    await untilAnswered(() => store.append(stream, 'no-stream', first));
    wire.blackHole();
    const events = newEvents(1);
    expect(await errorOf(store.append(stream, 0, events))).toBeInstanceOf(OutcomeUnknown);
    expect(await errorOf(store.readStream(stream))).toBeInstanceOf(StoreUnavailable);
    wire.repair();
    expect(await untilAnswered(() => store.append(stream, 0, events))).toMatchObject({ revision: 1 });
    expect(await untilAnswered(() => store.readStream(stream))).toHaveLength(2);
  }, 30_000);
});

describe('A member that is not the leader', () => {
  it('sends appends and reads on to the leader', async () => {
    const leader = await server.start();
    const follower = await server.start({ folder: `${server.folder}/follower` });
    follower.misbehave({ leaderAt: { host: '127.0.0.1', port: leader.port } });
    const store = server.open(follower.url);
    const stream = newStream();
    await store.append(stream, 'no-stream', newEvents(2));
    expect(await server.open(leader.url).readStream(stream)).toHaveLength(2);
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  it('is unavailable while there is no leader to be found', async () => {
    const one = await server.start();
    one.misbehave({ leaderAt: { host: '127.0.0.1', port: one.port } });
    await expectUnavailable(server.open(one.url), 'it has no leader');
  });
});
