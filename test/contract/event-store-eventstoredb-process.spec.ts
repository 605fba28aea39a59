import { errorOf, ServerForTests, untilAnswered } from '../support/event-store-server-for-tests.ts';
import { newEvents, newStream } from './event-store.contract.ts';

let server: ServerForTests;
beforeEach(async () => {
  server = await ServerForTests.forEach();
});
afterEach(() => server.end());

describe('The EventStoreDB stand-in as a process', () => {
  it.each(['kill', 'stop'] as const)(
    'has the same log on the same port after it was ended by %s',
    async (end) => {
      const first = await server.spawn();
      const store = server.open(first.url);
      const stream = newStream();
      await store.append(stream, 'no-stream', newEvents(20));
      const [logId, before, head] = [await store.logId(), await store.readAll('', 100), await store.head()];
      await first[end]();
      await errorOf(store.head());

      const second = await server.spawn(first.port);
      expect([second.port, second.url]).toEqual([first.port, first.url]);
      expect(second.pid).not.toBe(first.pid);
      expect(await untilAnswered(() => store.logId())).toBe(logId);
      expect(await store.readAll('', 100)).toEqual(before);
      expect(await store.head()).toBe(head);
      const { position } = await store.append(stream, 19, newEvents(1));
      expect(position > head).toBe(true);
    },
    30_000,
  );

  it('misbehaves when told to, and stops when told to', async () => {
    const standIn = await server.spawn();
    const store = server.open(standIn.url);
    await standIn.misbehave({ notReady: true });
    expect(String(await errorOf(store.head()))).toContain('it is starting');
    await standIn.misbehave({});
    expect(await store.head()).toBe('');
    expect((await standIn.seen()).reads).toBeGreaterThan(0);
  });
});
