import { BEGINNING, LOG_OPENED, LOG_STREAM } from '#libs/event-store';
import { newEvents, newStream, type Opened, readLog, written } from './event-store.contract.ts';

export function describeReading(opened: Opened): void {
  describe('reading a stream', () => {
    const stream = newStream();
    const revisions = async (slice?: Parameters<ReturnType<Opened>['store']['readStream']>[1]) =>
      (await opened().store.readStream(stream, slice)).map((event) => event.revision);

    beforeAll(async () => {
      await opened().store.append(stream, 'no-stream', newEvents(5));
    });

    it('is empty when there is none', async () => {
      expect(await opened().store.readStream(newStream())).toEqual([]);
      expect(await opened().store.readStream(newStream(), { direction: 'backwards', limit: 1 })).toEqual([]);
    });

    it('gives all events, oldest first', async () => {
      expect(await revisions()).toEqual([0, 1, 2, 3, 4]);
    });

    it('starts at a revision, which it includes', async () => {
      expect(await revisions({ from: 3 })).toEqual([3, 4]);
    });

    it('gives no more than the limit', async () => {
      expect(await revisions({ limit: 2 })).toEqual([0, 1]);
      expect(await revisions({ from: 1, limit: 2 })).toEqual([1, 2]);
      expect(await revisions({ limit: 50 })).toEqual([0, 1, 2, 3, 4]);
    });

    it('is empty past the end', async () => {
      expect(await revisions({ from: 5 })).toEqual([]);
    });

    it('refuses a limit of nothing', async () => {
      for (const limit of [0, -1, 0.5, Number.NaN]) {
        await expect(opened().store.readStream(stream, { limit })).rejects.toBeInstanceOf(RangeError);
        await expect(opened().store.readAll(BEGINNING, limit)).rejects.toBeInstanceOf(RangeError);
      }
    });

    it('goes backwards from the newest', async () => {
      expect(await revisions({ direction: 'backwards' })).toEqual([4, 3, 2, 1, 0]);
      expect(await revisions({ direction: 'backwards', limit: 1 })).toEqual([4]);
    });

    it('goes backwards from a revision, which it includes', async () => {
      expect(await revisions({ direction: 'backwards', from: 2 })).toEqual([2, 1, 0]);
      expect(await revisions({ direction: 'backwards', from: 2, limit: 2 })).toEqual([2, 1]);
      expect(await revisions({ direction: 'backwards', from: 0 })).toEqual([0]);
    });

    it('goes backwards from the newest when asked from past the end', async () => {
      expect(await revisions({ direction: 'backwards', from: 99, limit: 2 })).toEqual([4, 3]);
    });
  });

  describe('reading the log', () => {
    it('gives every stream in the order of the appends', async () => {
      const { store } = opened();
      const after = await store.head();
      const [one, two] = [newStream(), newStream()];
      await store.append(one, 'no-stream', newEvents(2));
      await store.append(two, 'no-stream', newEvents(1));
      await store.append(one, 1, newEvents(1));
      const events = await readLog(store, after, [one, two]);
      expect(events.map(({ stream, revision }) => [stream, revision])).toEqual([
        [one, 0],
        [one, 1],
        [two, 0],
        [one, 2],
      ]);
    });

    it('gives the same whatever the size of the pages, and no event twice', async () => {
      const { store } = opened();
      const after = await store.head();
      const stream = newStream();
      await written(store, stream, 7);
      const whole = await readLog(store, after, [stream], 100);
      expect(whole).toEqual(await store.readStream(stream));
      for (const page of [1, 2, 3, 7]) expect(await readLog(store, after, [stream], page)).toEqual(whole);
    });

    it('has positions that sort as text in the order of the commits', async () => {
      const { store } = opened();
      const after = await store.head();
      const { receipts } = await written(store, newStream(), 12);
      const positions = receipts.map((receipt) => receipt.position);
      expect([after, ...positions].toSorted()).toEqual([after, ...positions]);
      expect(new Set(positions).size).toBe(12);
    });

    it('excludes the position itself, also in the middle of an append', async () => {
      const { store } = opened();
      const stream = newStream();
      await store.append(stream, 'no-stream', newEvents(3));
      const [first, second, third] = await store.readStream(stream);
      const events = await readLog(store, first?.position ?? '', [stream]);
      expect(events).toEqual([second, third]);
    });

    it('never gives more than the limit', async () => {
      const { store } = opened();
      await store.append(newStream(), 'no-stream', newEvents(5));
      expect(await store.readAll(BEGINNING, 1)).toHaveLength(1);
      expect(await store.readAll(BEGINNING, 3)).toHaveLength(3);
    });

    it('stands at its newest event', async () => {
      const { store } = opened();
      const before = await store.head();
      const { position } = await store.append(newStream(), 'no-stream', newEvents(2));
      expect((await store.head()) >= position).toBe(true);
      expect(position > before).toBe(true);
    });

    it('opens with the event that names it', async () => {
      const { store } = opened();
      const [opening] = await store.readStream(LOG_STREAM);
      expect(opening).toMatchObject({ type: LOG_OPENED, revision: 0, data: { logId: await store.logId() } });
      expect(await store.readStream(LOG_STREAM)).toHaveLength(1);
    });

    it('is the same log to every connection', async () => {
      const other = await opened().openAnother();
      expect(await other.logId()).toBe(await opened().store.logId());
      await other.close();
    });
  });
}
