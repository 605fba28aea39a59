import fc from 'fast-check';
import { type Appended, type EventStore, type ExpectedRevision, type NewEvent, WrongRevision } from '#libs/event-store';
import { newEvent, newStream, type Opened, written } from './event-store.contract.ts';

const NAMES = ['A', 'B', 'C', 'D'] as const;
type Name = (typeof NAMES)[number] | 'NEW';

interface Row {
  readonly repeat: readonly Name[];
  readonly expected: ExpectedRevision;
}

const ANSWERED: readonly Row[] = [
  { repeat: ['A', 'B', 'C'], expected: 'no-stream' },
  { repeat: ['A', 'B'], expected: 'no-stream' },
  { repeat: ['A'], expected: 'no-stream' },
  { repeat: ['B', 'C'], expected: 0 },
  { repeat: ['C'], expected: 1 },
];

const REFUSED: readonly Row[] = [
  { repeat: ['B', 'C'], expected: 'no-stream' },
  { repeat: ['B', 'A'], expected: 'no-stream' },
  { repeat: ['A', 'B', 'C'], expected: 0 },
  { repeat: ['A', 'B', 'C', 'NEW'], expected: 'no-stream' },
  { repeat: ['NEW'], expected: 'no-stream' },
];

/** A, B and C (and D, where more followed) in a stream of their own, with the receipt of each. */
async function history(store: EventStore, count: number) {
  const stream = newStream();
  const { events, receipts } = await written(store, stream, count);
  const named = (name: Name): NewEvent => events[NAMES.indexOf(name as 'A')] ?? newEvent();
  const receiptOf = (name: Name | undefined): Appended | undefined => receipts[NAMES.indexOf(name as 'A')];
  return { stream, events, named, receiptOf };
}

export function describeRepeats(opened: Opened): void {
  describe.each([
    ['when nothing followed', 3],
    ['when another event followed', 4],
  ])('repeating A, B, C, which are at revisions 0, 1, 2, %s', (_, count) => {
    it.each(ANSWERED)('answers $repeat at $expected with the first receipt', async ({ repeat, expected }) => {
      const { store } = opened();
      const { stream, named, receiptOf } = await history(store, count);
      const before = await store.readStream(stream);
      expect(await store.append(stream, expected, repeat.map(named))).toEqual(receiptOf(repeat.at(-1)));
      expect(await store.readStream(stream)).toEqual(before);
    });

    it.each(REFUSED)('refuses $repeat at $expected', async ({ repeat, expected }) => {
      const { store } = opened();
      const { stream, named } = await history(store, count);
      const before = await store.readStream(stream);
      const refused = await store.append(stream, expected, repeat.map(named)).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(WrongRevision);
      expect(refused).toMatchObject({ expected, actual: count - 1 });
      expect(await store.readStream(stream)).toEqual(before);
    });

    it('keeps the first data when the repeat brings others', async () => {
      const { store } = opened();
      const { stream, events, receiptOf } = await history(store, count);
      const before = await store.readStream(stream);
      const others = events.slice(0, 3).map((event) => ({ ...event, data: { title: 'another' } }));
      expect(await store.append(stream, 'no-stream', others)).toEqual(receiptOf('C'));
      expect(await store.readStream(stream)).toEqual(before);
    });

    it('writes the same events again at the revision the stream is at', async () => {
      const { store } = opened();
      const { stream, events } = await history(store, count);
      const again = await store.append(stream, count - 1, events.slice(0, 3));
      expect(again.revision).toBe(count + 2);
      expect(await store.readStream(stream)).toHaveLength(count + 3);
    });
  });

  describe('repeating', () => {
    it('knows events that were written by one append', async () => {
      const { store } = opened();
      const stream = newStream();
      const events = [newEvent(), newEvent(), newEvent()];
      const receipt = await store.append(stream, 'no-stream', events);
      expect(await store.append(stream, 'no-stream', events)).toEqual(receipt);
      expect(await store.append(stream, 0, events.slice(1))).toEqual(receipt);
    });

    it('knows an id however its letters are written', async () => {
      const { store } = opened();
      const stream = newStream();
      const event = newEvent();
      const receipt = await store.append(stream, 'no-stream', [event]);
      expect(await store.append(stream, 'no-stream', [{ ...event, id: event.id.toUpperCase() }])).toEqual(receipt);
    });

    it('writes the same id in another stream', async () => {
      const { store } = opened();
      const event = newEvent();
      await store.append(newStream(), 'no-stream', [event]);
      const other = newStream();
      expect(await store.append(other, 'no-stream', [event])).toMatchObject({ revision: 0 });
      expect(await store.readStream(other)).toHaveLength(1);
    });

    it('writes once when the same append is sent many times at once, and answers all alike', async () => {
      const { store } = opened();
      const stream = newStream();
      const events = [newEvent(), newEvent()];
      const receipts = await Promise.all(Array.from({ length: 20 }, () => store.append(stream, 'no-stream', events)));
      expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
      expect(await store.readStream(stream)).toHaveLength(2);
    });

    it('never writes, whatever part of the stream is repeated', async () => {
      const { store } = opened();
      const stream = newStream();
      const { events, receipts } = await written(store, stream, 8);
      const before = await store.readStream(stream);
      const part = fc.record({
        start: fc.nat({ max: 7 }),
        length: fc.integer({ min: 1, max: 8 }),
        expected: fc.integer({ min: -1, max: 6 }),
      });
      await fc.assert(
        fc.asyncProperty(part, async ({ start, length, expected }) => {
          const repeat = events.slice(start, start + length);
          const answer = await store
            .append(stream, expected === -1 ? 'no-stream' : expected, repeat)
            .catch((error: unknown) => error);
          if (start === expected + 1) expect(answer).toEqual(receipts[start + repeat.length - 1]);
          else expect(answer).toBeInstanceOf(WrongRevision);
          expect(await store.readStream(stream)).toEqual(before);
        }),
        { numRuns: 60 },
      );
    }, 60_000);
  });
}
