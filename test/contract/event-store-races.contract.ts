import fc from 'fast-check';
import { type Appended, type EventStore, type ExpectedRevision, type NewEvent, WrongRevision } from '#libs/event-store';
import { newEvents, newStream, type Opened, readLog } from './event-store.contract.ts';

interface Attempt {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  readonly receipt: Appended | undefined;
}

async function attempt(store: EventStore, stream: string, expected: ExpectedRevision, count: number): Promise<Attempt> {
  const events = newEvents(count);
  try {
    return { stream, expected, events, receipt: await store.append(stream, expected, events) };
  } catch (error) {
    if (!(error instanceof WrongRevision)) throw error;
    return { stream, expected, events, receipt: undefined };
  }
}

/** Reads where the stream is, then appends there, `tries` times; others do the same meanwhile. */
async function caller(store: EventStore, stream: string, tries: number, count: number): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for (let n = 0; n < tries; n++) {
    const [newest] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
    attempts.push(await attempt(store, stream, newest?.revision ?? 'no-stream', count));
  }
  return attempts;
}

/** The stream holds what was acknowledged, where the receipts say, and nothing else. */
async function expectOneWinnerPerRevision(store: EventStore, stream: string, attempts: readonly Attempt[]) {
  const won = attempts
    .filter((one) => one.receipt)
    .toSorted((a, b) => (a.receipt?.revision ?? 0) - (b.receipt?.revision ?? 0));
  const events = await store.readStream(stream);
  expect(events.map((event) => event.id)).toEqual(won.flatMap((one) => one.events.map((event) => event.id)));
  expect(events.map((event) => event.revision)).toEqual(events.map((_, index) => index));
  expect(new Set(won.map((one) => one.expected)).size).toBe(won.length);
  for (const { receipt } of won) expect(events[receipt?.revision ?? -1]?.position).toBe(receipt?.position);
}

export function describeRaces(opened: Opened): void {
  describe('many callers at once', () => {
    let other: EventStore;
    beforeAll(async () => {
      other = await opened().openAnother();
    });
    afterAll(() => other.close());

    it('lets exactly one of many make a stream', async () => {
      const { store } = opened();
      const stream = newStream('claim-cin');
      const attempts = await Promise.all(
        Array.from({ length: 24 }, (_, n) => attempt(n % 2 ? store : other, stream, 'no-stream', 1)),
      );
      expect(attempts.filter((one) => one.receipt)).toHaveLength(1);
      await expectOneWinnerPerRevision(store, stream, attempts);
    });

    it('judges each append alone: a refused one takes nobody with it', async () => {
      const { store } = opened();
      const [one, two] = [newStream(), newStream()];
      const answers = await Promise.all([
        attempt(store, one, 'no-stream', 1),
        attempt(store, two, 7, 1),
        attempt(store, one, 'no-stream', 1),
        attempt(store, two, 'no-stream', 2),
      ]);
      expect(answers.map((answer) => answer.receipt !== undefined)).toEqual([true, false, false, true]);
      await expectOneWinnerPerRevision(
        store,
        one,
        [...answers].filter((answer) => answer.stream === one),
      );
      await expectOneWinnerPerRevision(
        store,
        two,
        [...answers].filter((answer) => answer.stream === two),
      );
    });

    it('takes 1,600 appends, 16 in flight: none fails, and each is visible to another connection when answered', async () => {
      const { store } = opened();
      const unseen: string[] = [];
      const streams = Array.from({ length: 16 }, () => newStream());
      await Promise.all(
        streams.map(async (stream) => {
          for (let n = 0; n < 100; n++) {
            const events = newEvents(1);
            const { revision } = await store.append(stream, n === 0 ? 'no-stream' : n - 1, events);
            const [seen] = await other.readStream(stream, { from: revision });
            if (seen?.id !== events[0]?.id) unseen.push(`${stream}@${revision}`);
          }
        }),
      );
      expect(unseen).toEqual([]);
    }, 120_000);

    it('leaves revisions without gaps and one winner each, however appends interleave', async () => {
      const { store } = opened();
      const callers = fc.array(
        fc.record({
          stream: fc.nat({ max: 2 }),
          here: fc.boolean(),
          tries: fc.integer({ min: 1, max: 5 }),
          count: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: 2, maxLength: 12 },
      );
      await fc.assert(
        fc.asyncProperty(callers, async (plan) => {
          const after = await store.head();
          const streams = [newStream(), newStream(), newStream()];
          const attempts = await Promise.all(
            plan.map(({ stream, here, tries, count }) =>
              caller(here ? store : other, streams[stream] ?? '', tries, count),
            ),
          );
          for (const stream of streams) {
            const own = attempts.flat().filter((one) => one.stream === stream);
            expect(own.length === 0 || own.some((one) => one.receipt)).toBe(true);
            await expectOneWinnerPerRevision(store, stream, own);
            expect(await readLog(other, after, [stream])).toEqual(await other.readStream(stream));
          }
        }),
        { numRuns: 25 },
      );
    }, 120_000);
  });
}
