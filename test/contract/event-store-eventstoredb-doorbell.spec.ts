import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { BEGINNING, type EventStore } from '#libs/event-store';
import { ServerForTests, untilAnswered } from '../support/event-store-server-for-tests.ts';
import { layWire } from '../support/event-store-stand-in/wire.ts';
import { newEvents, newStream } from './event-store.contract.ts';

const LONG_MS = 600_000;

let server: ServerForTests;
beforeEach(async () => {
  server = await ServerForTests.forEach();
});
afterEach(() => server.end());

/** Follows the log from where it stands until it has seen `count` events of these streams, as a runner does. */
async function follow(store: EventStore, after: string, streams: ReadonlySet<string>, count: number, page = 50) {
  const seen: string[] = [];
  let waits = 0;
  for (let position = after; seen.length < count;) {
    const events = await untilAnswered(() => store.readAll(position, page));
    position = events.at(-1)?.position ?? position;
    seen.push(
      ...events.filter(({ stream }) => streams.has(stream)).map(({ stream, revision }) => `${stream}@${revision}`),
    );
    if (events.length > 0) continue;
    waits++;
    await store.changed(position, LONG_MS);
  }
  return { seen, waits };
}

/** A store that waits, with its bell hung, and another that writes. */
async function waiting(url: string) {
  const [reader, writer] = [server.open(url), server.open(url)];
  await writer.append(newStream(), 'no-stream', newEvents(1));
  const rung = reader.changed(await reader.head(), LONG_MS);
  await rung; // The bell rings once when it is hung, for what came before.
  return { reader, writer, after: await reader.head() };
}

async function write(writer: EventStore, streams: readonly string[], perStream: number): Promise<string[]> {
  const written: string[] = [];
  for (const stream of streams) {
    const events = newEvents(perStream);
    await untilAnswered(() => writer.append(stream, 'no-stream', events));
    written.push(...events.map((_, revision) => `${stream}@${revision}`));
  }
  return written;
}

describe('A doorbell of EventStoreDB that dies', () => {
  it.each(['as-slow', 'gracefully'] as const)(
    '%s is hung again, and no event is missed',
    async (how) => {
      const standIn = await server.start();
      const { reader, writer, after } = await waiting(standIn.url);
      const before = standIn.seen.subscriptions;
      const streams = Array.from({ length: 60 }, () => newStream());
      const following = follow(reader, after, new Set(streams), 60);
      const written: string[] = [];
      for (let n = 0; n < streams.length; n += 10) {
        written.push(...(await write(writer, streams.slice(n, n + 10), 1)));
        standIn.endSubscriptions(how);
      }
      expect((await following).seen).toEqual(written);
      await reader.changed(await reader.head(), 1_500);
      expect(standIn.seen.subscriptions).toBeGreaterThan(before);
    },
    30_000,
  );

  it('with its connection is hung again, and no event is missed', async () => {
    const standIn = await server.start();
    const { reader, writer, after } = await waiting(standIn.url);
    const streams = Array.from({ length: 30 }, () => newStream());
    const following = follow(reader, after, new Set(streams), 60);
    const written: string[] = [];
    for (let n = 0; n < streams.length; n += 5) {
      written.push(...(await write(writer, streams.slice(n, n + 5), 2)));
      standIn.dropConnections();
    }
    expect((await following).seen).toEqual(written);
  }, 30_000);

  it('in a burst of 1,000 events in one append is hung again, and no event is missed', async () => {
    const standIn = await server.start();
    const { reader, writer, after } = await waiting(standIn.url);
    const streams = Array.from({ length: 4 }, () => newStream());
    const following = follow(reader, after, new Set(streams), 4_000, 500);
    const written = await write(writer, streams, 1_000);
    expect((await following).seen).toEqual(written);
    await write(writer, [newStream()], 1);
    await reader.changed(await reader.head(), 1_500);
    expect(standIn.seen.subscriptions).toBeGreaterThan(1);
  }, 30_000);

  it('with its server is hung again once that is back, and no event is missed', async () => {
    const first = await server.spawn();
    const { reader, writer, after } = await waiting(first.url);
    const streams = Array.from({ length: 20 }, () => newStream());
    const following = follow(reader, after, new Set(streams), 20);
    const written = await write(writer, streams.slice(0, 10), 1);
    await first.kill();
    await server.spawn(first.port);
    written.push(...(await write(writer, streams.slice(10), 1)));
    expect((await following).seen).toEqual(written);
  }, 30_000);

  it('behind a network that swallows everything is given up, and no event is missed', async () => {
    const standIn = await server.start();
    const wire = await layWire(standIn.port);
    server.alsoEnd(() => wire.close());
    const through = `esdb://127.0.0.1:${wire.port}?tls=false&keepAliveInterval=100&keepAliveTimeout=100`;
    const { reader, after } = await waiting(through);
    const streams = Array.from({ length: 10 }, () => newStream());
    wire.blackHole();
    const written = await write(server.open(standIn.url), streams, 1);
    wire.repair();
    expect((await follow(reader, after, new Set(streams), 10)).seen).toEqual(written);
  }, 60_000);
});

describe('While no doorbell of EventStoreDB can be hung', () => {
  it('readers look for themselves, about every second', async () => {
    const standIn = await server.start();
    standIn.misbehave({ refuseSubscriptions: true });
    const { reader, writer, after } = await waiting(standIn.url);
    const streams = [newStream()];
    const following = follow(reader, after, new Set(streams), 1);
    const written = await write(writer, streams, 1);
    const started = performance.now();
    expect((await following).seen).toEqual(written);
    expect(performance.now() - started).toBeLessThan(3_000);
    standIn.misbehave({});
    await reader.changed(await reader.head(), 1_500);
  }, 30_000);

  it('waiting fails nobody', async () => {
    const standIn = await server.start();
    const { reader } = await waiting(standIn.url);
    await standIn.refuse();
    await reader.changed('ffffffffffffffff-ffffffffffffffff', 100);
    await standIn.acceptAgain();
  });
});

describe('A doorbell of EventStoreDB', () => {
  it('is one for all who wait', async () => {
    const standIn = await server.start();
    const { reader, writer } = await waiting(standIn.url);
    const head = await reader.head();
    const news = Array.from({ length: 20 }, () => reader.changed(head, LONG_MS));
    await writer.append(newStream(), 'no-stream', newEvents(1));
    await Promise.all(news);
    expect(standIn.seen.subscriptions).toBe(1);
  });

  it('does not ring without end for what a reader never gets: an event another tool wrote in the server’s name space', async () => {
    const standIn = await server.start();
    const { reader } = await waiting(standIn.url);
    const client = EventStoreDBClient.connectionString(standIn.url);
    await client.appendToStream('$settings', [jsonEvent({ type: 'Changed', data: {} })], {
      expectedRevision: NO_STREAM,
    });
    await client.dispose();
    const head = await reader.head();
    expect(await reader.readAll(head, 10)).toEqual([]);
    const started = performance.now();
    await reader.changed(head, 200);
    expect(performance.now() - started).toBeGreaterThan(150);
  });

  it('rings for a follower from the beginning', async () => {
    const standIn = await server.start();
    const { reader } = await waiting(standIn.url);
    await reader.changed(BEGINNING, LONG_MS);
  });
});
