import { type EventStoreDbOptions, OutcomeUnknown, StoreUnavailable, WrongRevision } from '#libs/event-store';
import { errorOf, ServerForTests, untilAnswered } from '../support/event-store-server-for-tests.ts';
import type { AppendFate } from '../support/event-store-stand-in/misbehaviour.ts';
import { newEvents, newStream } from './event-store.contract.ts';

/** Impatient, and without repeats of its own unless a test gives some. */
const ONCE: EventStoreDbOptions = { deadlineMs: 300, repeatAfterMs: [] };
const AGAIN: EventStoreDbOptions = { deadlineMs: 400, repeatAfterMs: [1, 1] };

let server: ServerForTests;
beforeEach(async () => {
  server = await ServerForTests.forEach();
});
afterEach(() => server.end());

/** An EventStoreDB that does this with the next appends, after the log was opened. */
async function treating(nextAppends: readonly AppendFate[], options: EventStoreDbOptions) {
  const standIn = await server.start();
  const store = server.open(standIn.url, options);
  await untilAnswered(() => store.append(newStream(), 'no-stream', newEvents(1)));
  standIn.misbehave({ nextAppends });
  const before = standIn.seen.appends;
  return { standIn, store, sent: () => standIn.seen.appends - before };
}

describe('An append that EventStoreDB does not answer', () => {
  it.each(['store-then-silent', 'silent'] as const)(
    'ends at its own deadline as unknown (%s); the same append again gives one receipt, for ever',
    async (fate) => {
      const { store } = await treating([fate], ONCE);
      const stream = newStream();
      const events = newEvents(2);
      const started = performance.now();
      expect(await errorOf(store.append(stream, 'no-stream', events))).toBeInstanceOf(OutcomeUnknown);
      expect(performance.now() - started).toBeLessThan(2_000);

      const receipt = await untilAnswered(() => store.append(stream, 'no-stream', events));
      const stored = await untilAnswered(() => store.readStream(stream));
      expect(stored.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      expect(receipt).toEqual({ revision: 1, position: stored[1]?.position });
      expect(await untilAnswered(() => store.append(stream, 'no-stream', events))).toEqual(receipt);
    },
  );

  it.each(['store-then-silent', 'silent', 'store-then-cut', 'cut'] as const)(
    'is sent again unaided (%s), and the caller has the receipt of the one write',
    async (fate) => {
      const { store, sent } = await treating([fate], AGAIN);
      const stream = newStream();
      const events = newEvents(3);
      const receipt = await store.append(stream, 'no-stream', events);
      const stored = await store.readStream(stream);
      expect(stored.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      expect(receipt).toEqual({ revision: 2, position: stored[2]?.position });
      expect(sent()).toBe(2);
    },
  );

  it('stays unknown when the server is starting by then: it may have been written', async () => {
    const { standIn, store } = await treating(['store-then-silent'], { deadlineMs: 500, repeatAfterMs: [1] });
    const stream = newStream();
    const appended = errorOf(store.append(stream, 'no-stream', newEvents(1)));
    while ((await store.readStream(stream)).length === 0);
    standIn.misbehave({ notReady: true });
    expect(await appended).toBeInstanceOf(OutcomeUnknown);
  });

  it('is refused for certain when somebody else has written there meanwhile', async () => {
    const { standIn, store } = await treating(['silent'], ONCE);
    const other = server.open(standIn.url);
    const stream = newStream();
    const events = newEvents(1);
    expect(await errorOf(store.append(stream, 'no-stream', events))).toBeInstanceOf(OutcomeUnknown);
    await other.append(stream, 'no-stream', newEvents(1));
    expect(await errorOf(untilAnswered(() => store.append(stream, 'no-stream', events)))).toBeInstanceOf(WrongRevision);
    expect(await store.readStream(stream)).toHaveLength(1);
  });

  it('takes nobody with it: the others in flight are answered', async () => {
    const { store } = await treating(['store-then-silent'], { deadlineMs: 1_000, repeatAfterMs: [] });
    const lost = errorOf(store.append(newStream(), 'no-stream', newEvents(1)));
    const others = Array.from({ length: 50 }, () => store.append(newStream(), 'no-stream', newEvents(1)));
    expect(await Promise.all(others)).toHaveLength(50);
    expect(await lost).toBeInstanceOf(OutcomeUnknown);
  });
});

describe('An append that EventStoreDB answers late', () => {
  it('is answered when that is within the deadline', async () => {
    const { standIn, store, sent } = await treating([], { deadlineMs: 5_000 });
    standIn.misbehave({ answerAppendsAfterMs: 300 });
    expect(await store.append(newStream(), 'no-stream', newEvents(1))).toMatchObject({ revision: 0 });
    expect(sent()).toBe(1);
  });

  it('is unknown when that is after it, and the late answers do no harm', async () => {
    const { standIn, store } = await treating([], AGAIN);
    standIn.misbehave({ answerAppendsAfterMs: 1_300 });
    const stream = newStream();
    const events = newEvents(1);
    expect(await errorOf(store.append(stream, 'no-stream', events))).toBeInstanceOf(OutcomeUnknown);
    standIn.misbehave({});
    const receipt = await untilAnswered(() => store.append(stream, 'no-stream', events));
    expect(await store.readStream(stream)).toMatchObject([{ id: events[0]?.id, position: receipt.position }]);
  });
});

describe('An EventStoreDB that is killed', () => {
  it('after the append and before the answer: unknown, and once it is back the first receipt', async () => {
    const first = await server.spawn();
    const store = server.open(first.url, AGAIN);
    const stream = newStream();
    const [one, ...more] = newEvents(3);
    await untilAnswered(() => store.append(stream, 'no-stream', one === undefined ? [] : [one]));
    await first.misbehave({ nextAppends: ['store-then-killed'] });
    expect(await errorOf(store.append(stream, 0, more))).toBeInstanceOf(OutcomeUnknown);
    await first.gone;
    expect(await errorOf(store.append(newStream(), 'no-stream', newEvents(1)))).toBeInstanceOf(StoreUnavailable);

    await server.spawn(first.port);
    const receipt = await untilAnswered(() => store.append(stream, 0, more));
    const stored = await store.readStream(stream);
    expect(stored.map(({ id }) => id)).toEqual([one, ...more].map((event) => event?.id));
    expect(receipt).toEqual({ revision: 2, position: stored[2]?.position });
  });

  it('under load: what was acknowledged is there, and what is repeated is there once', async () => {
    const first = await server.spawn();
    const store = server.open(first.url, { deadlineMs: 1_000 });
    const appends = Array.from({ length: 200 }, () => ({ stream: newStream(), events: newEvents(2) }));
    let answered = 0;
    let killed: Promise<unknown> | undefined;
    const receipts = await Promise.all(
      appends.map(async ({ stream, events }) => {
        const receipt = await untilAnswered(() => store.append(stream, 'no-stream', events));
        if (++answered === 40) killed = first.kill().then(() => server.spawn(first.port));
        return receipt;
      }),
    );
    await killed;
    for (const [index, { stream, events }] of appends.entries()) {
      const stored = await store.readStream(stream);
      expect(stored.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      expect(receipts[index]).toEqual({ revision: 1, position: stored[1]?.position });
    }
  }, 60_000);
});
