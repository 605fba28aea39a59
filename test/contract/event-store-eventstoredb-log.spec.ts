import {
  binaryEvent,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  type Position as ClientPosition,
} from '@eventstore/db-client';
import fc from 'fast-check';
import { BEGINNING, type EventStore, StreamDeleted, UnreadableEvent } from '#libs/event-store';
import { errorOf, ServerForTests } from '../support/event-store-server-for-tests.ts';
import type { StandIn } from '../support/event-store-stand-in/stand-in.ts';
import { newEvents, newStream } from './event-store.contract.ts';

let server: ServerForTests;
let standIn: StandIn;
let store: EventStore;
let other: EventStoreDBClient;
beforeEach(async () => {
  server = await ServerForTests.forEach();
  standIn = await server.start();
  store = server.open(standIn.url);
  other = EventStoreDBClient.connectionString(standIn.url);
});
afterEach(async () => {
  await other.dispose();
  await server.end();
});

describe('A position in EventStoreDB', () => {
  it('keeps both halves, each in 16 digits', async () => {
    const { position } = await store.append(newStream(), 'no-stream', newEvents(1));
    let last: ClientPosition | undefined;
    for await (const { event } of other.readAll()) last = event?.position;
    expect(position).toMatch(/^[0-9a-f]{16}-[0-9a-f]{16}$/);
    expect(position.split('-').map((half) => BigInt(`0x${half}`))).toEqual([last?.commit, last?.prepare]);
  });

  it('keeps them apart where they differ: events of one old transaction are read one by one, each once', async () => {
    const stream = newStream();
    await store.append(newStream(), 'no-stream', newEvents(1));
    const after = await store.head();
    standIn.misbehave({ sharedCommit: true });
    const receipt = await store.append(stream, 'no-stream', newEvents(5));
    standIn.misbehave({});
    await store.append(stream, 4, newEvents(1));

    const seen = [];
    for (let position = after; ;) {
      const [event] = await store.readAll(position, 1);
      if (event === undefined) break;
      seen.push(event);
      position = event.position;
    }
    expect(seen.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
    const positions = seen.map(({ position }) => position);
    expect(new Set(positions.slice(0, 5).map((position) => position.split('-')[0])).size).toBe(1);
    expect(positions.toSorted()).toEqual(positions);
    expect(receipt.position).toBe(positions[4]);
    expect(await store.head()).toBe(positions[5]);
  });

  it('of another engine, of the middle of an event, or of no log at all is an error, not a place to read from', async () => {
    const { position } = await store.append(newStream(), 'no-stream', newEvents(1));
    const [commit = '', prepare = ''] = position.split('-');
    const between = `${commit.slice(0, -1)}${commit.endsWith('f') ? 'e' : 'f'}-${prepare}`;
    for (const wrong of ['0000000000000042', 'x', between]) {
      expect(await errorOf(store.readAll(wrong, 10))).toBeInstanceOf(RangeError);
    }
  });

  it('beyond the end reads as nothing new: only the id of the log tells that it is of another one', async () => {
    await store.append(newStream(), 'no-stream', newEvents(50));
    const [head, logId] = [await store.head(), await store.logId()];
    const wiped = await server.start({ folder: `${server.folder}/wiped` });
    const fresh = server.open(wiped.url);
    await fresh.append(newStream(), 'no-stream', newEvents(1));
    expect(await fresh.readAll(head, 10)).toEqual([]);
    expect(await fresh.logId()).not.toBe(logId);
  });
});

describe('The log of EventStoreDB among events of the server itself', () => {
  it('reads as ours alone, whatever is in between and however small the page', async () => {
    const kinds = fc.array(fc.constantFrom('ours' as const, 'ours' as const, 'statistics' as const, 'many' as const), {
      maxLength: 12,
    });
    await store.logId();
    await fc.assert(
      fc.asyncProperty(kinds, fc.integer({ min: 1, max: 4 }), async (plan, page) => {
        const after = await store.head();
        const written: string[] = [];
        for (const kind of plan) {
          if (kind === 'statistics') standIn.writeSystemEvents(1);
          else if (kind === 'many') standIn.writeSystemEvents(40);
          else written.push((await store.append(newStream(), 'no-stream', newEvents(1))).position);
        }
        const read: string[] = [];
        for (let position = after; ; position = read.at(-1) ?? position) {
          const events = await store.readAll(position, page);
          if (events.length === 0) break;
          read.push(...events.map((event) => event.position));
        }
        expect(read).toEqual(written);
        expect(await store.head()).toBe(written.at(-1) ?? after);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('finds the next event of ours behind thousands of others, and searches them once', async () => {
    const { position } = await store.append(newStream(), 'no-stream', newEvents(1));
    standIn.writeSystemEvents(5_000);
    expect(await store.readAll(position, 10)).toEqual([]);
    const before = standIn.seen.reads;
    expect(await store.readAll(position, 10)).toEqual([]);
    expect(standIn.seen.reads - before).toBe(1);
    const next = await store.append(newStream(), 'no-stream', newEvents(1));
    expect(await store.readAll(position, 10)).toMatchObject([{ position: next.position }]);
    expect(await store.head()).toBe(next.position);
  });

  it('is empty when there is nothing else', async () => {
    standIn.writeSystemEvents(700);
    expect(await store.readAll(BEGINNING, 10)).toEqual([]);
    expect(await store.head()).toBe(BEGINNING);
  });
});

describe('What another tool did to EventStoreDB', () => {
  it('a deleted, truncated or tombstoned stream is told from one that never was', async () => {
    const [deleted, truncated, tombstoned] = [newStream(), newStream(), newStream()];
    for (const stream of [deleted, truncated, tombstoned]) await store.append(stream, 'no-stream', newEvents(3));
    await other.deleteStream(deleted);
    await other.setStreamMetadata(truncated, { truncateBefore: 2 });
    await other.tombstoneStream(tombstoned);
    for (const stream of [deleted, truncated, tombstoned]) {
      expect(await errorOf(store.readStream(stream))).toBeInstanceOf(StreamDeleted);
    }
    expect(await errorOf(store.append(tombstoned, 2, newEvents(1)))).toBeInstanceOf(StreamDeleted);
    expect(await errorOf(store.append(deleted, 'no-stream', newEvents(1)))).toBeInstanceOf(StreamDeleted);
  });

  it('an event that is no JSON object is named, not passed over', async () => {
    const stream = newStream();
    const strange = [
      binaryEvent({ type: 'Scanned', data: new Uint8Array([1, 2, 3]) }),
      jsonEvent({ type: 'Listed', data: [] }),
    ];
    await other.appendToStream(stream, strange, { expectedRevision: NO_STREAM });
    const error = await errorOf(store.readStream(stream));
    expect(error).toBeInstanceOf(UnreadableEvent);
    expect(error).toMatchObject({ stream, revision: 0, type: 'Scanned' });
    expect(await errorOf(store.readStream(stream, { from: 1 }))).toMatchObject({ revision: 1, type: 'Listed' });
  });
});

describe('What EventStoreDB could not take', () => {
  it('is refused before any call', async () => {
    await store.logId();
    const [appends, reads] = [standIn.seen.appends, standIn.seen.reads];
    const [event] = newEvents(1);
    const over = { ...event, data: { text: 'x'.repeat(1_048_577) } };
    const wrong = [
      [],
      [{ ...event, type: '' }],
      [{ ...event, id: '42' }],
      [{ ...event, data: { n: 1n } }],
      [{ ...event, data: undefined }],
      [over],
    ];
    for (const events of wrong) await errorOf(store.append(newStream(), 'no-stream', events as never));
    await errorOf(store.append('', 'no-stream', newEvents(1)));
    await errorOf(store.append(newStream(), -1, newEvents(1)));
    await errorOf(store.readAll('', 0));
    await errorOf(store.readStream(newStream(), { limit: 0 }));
    expect([standIn.seen.appends, standIn.seen.reads]).toEqual([appends, reads]);
  });

  it('because it is set to a lower limit is TooLarge as well, with that limit', async () => {
    standIn.misbehave({ maxAppendBytes: 1_000 });
    const events = newEvents(1).map((event) => ({ ...event, data: { text: 'x'.repeat(1_000) } }));
    expect(await errorOf(store.append(newStream(), 'no-stream', events))).toMatchObject({
      name: 'TooLarge',
      limit: 1_000,
    });
  });
});
