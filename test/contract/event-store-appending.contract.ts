import { InvalidAppend, MAX_APPEND_BYTES, StoreUnavailable, TooLarge, WrongRevision } from '#libs/event-store';
import { newEvent, newEvents, newStream, type Opened } from './event-store.contract.ts';

export function describeAppending(opened: Opened): void {
  describe('appending', () => {
    it('answers the revision and the position of the last event', async () => {
      const { store } = opened();
      const stream = newStream();
      const receipt = await store.append(stream, 'no-stream', newEvents(3));
      const events = await store.readStream(stream);
      expect(receipt).toEqual({ revision: 2, position: events[2]?.position });
    });

    it('goes on where the stream stands', async () => {
      const { store } = opened();
      const stream = newStream();
      await store.append(stream, 'no-stream', newEvents(2));
      expect(await store.append(stream, 1, newEvents(2))).toMatchObject({ revision: 3 });
      expect(await store.append(stream, 3, newEvents(1))).toMatchObject({ revision: 4 });
    });

    it('keeps each event as it was given', async () => {
      const { store } = opened();
      const stream = newStream();
      const event = newEvent({
        name: 'فاطمة الزهراء',
        amount: 12_345_678.9,
        nested: { list: [1, null, 'é', {}] },
        on: true,
      });
      await store.append(stream, 'no-stream', [event]);
      expect(await store.readStream(stream)).toEqual([{ ...event, stream, revision: 0, position: expect.any(String) }]);
    });

    it.each(['مستفيد-٤٢ رقم', 'bénéficiaire/a b?c&d', "o'brien; --", '🌱'])('takes a stream named %s', async (name) => {
      const { store } = opened();
      const stream = `${newStream()} ${name}`;
      const event = newEvent();
      await store.append(stream, 'no-stream', [event]);
      expect(await store.readStream(stream)).toMatchObject([{ stream, id: event.id }]);
    });

    it('refuses an append that expects another revision, names the real one and writes nothing', async () => {
      const { store } = opened();
      const stream = newStream();
      await store.append(stream, 'no-stream', newEvents(3));
      for (const expected of ['no-stream', 0, 1, 3, 99] as const) {
        const refused = await store.append(stream, expected, newEvents(2)).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(WrongRevision);
        expect(refused).toMatchObject({ stream, expected, actual: 2 });
      }
      expect(await store.readStream(stream)).toHaveLength(3);
    });

    it('refuses an append to a stream that does not exist, and does not make it', async () => {
      const { store } = opened();
      const stream = newStream();
      const refused = await store.append(stream, 4, newEvents(1)).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(WrongRevision);
      expect(refused).toMatchObject({ stream, expected: 4, actual: 'no-stream' });
      expect(await store.readStream(stream)).toEqual([]);
      expect(await store.append(stream, 'no-stream', newEvents(1))).toMatchObject({ revision: 0 });
    });

    it('refuses an empty list of events', async () => {
      await expect(opened().store.append(newStream(), 'no-stream', [])).rejects.toBeInstanceOf(InvalidAppend);
    });

    it('refuses an event that could never be stored', async () => {
      const { store } = opened();
      const wrong = [{ id: 'none' }, { type: '' }, { data: undefined }, { data: { amount: 1n } }, { data: [] }];
      for (const part of wrong) {
        const event = { ...newEvent(), ...part } as ReturnType<typeof newEvent>;
        await expect(store.append(newStream(), 'no-stream', [event])).rejects.toBeInstanceOf(InvalidAppend);
      }
      await expect(store.append('', 'no-stream', newEvents(1))).rejects.toBeInstanceOf(InvalidAppend);
    });

    it('takes 1,048,576 bytes of data in one append and not one more', async () => {
      const { store } = opened();
      const half = (bytes: number) => newEvent({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
      const fits = [half(MAX_APPEND_BYTES / 2), half(MAX_APPEND_BYTES / 2)];
      expect(await store.append(newStream(), 'no-stream', fits)).toMatchObject({ revision: 1 });

      const stream = newStream();
      const over = [half(MAX_APPEND_BYTES / 2), half(MAX_APPEND_BYTES / 2 + 1)];
      const refused = await store.append(stream, 'no-stream', over).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(TooLarge);
      expect(refused).toMatchObject({ bytes: MAX_APPEND_BYTES + 1, limit: MAX_APPEND_BYTES });
      expect(await store.readStream(stream)).toEqual([]);
    });

    it('counts bytes, not letters, against the limit', async () => {
      const arabic = newEvent({ text: 'ك'.repeat(MAX_APPEND_BYTES / 2) });
      await expect(opened().store.append(newStream(), 'no-stream', [arabic])).rejects.toBeInstanceOf(TooLarge);
    });

    it('takes no more work after it was closed', async () => {
      const closed = await opened().openAnother();
      await closed.close();
      await expect(closed.append(newStream(), 'no-stream', newEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(closed.readAll('', 1)).rejects.toBeInstanceOf(StoreUnavailable);
    });
  });
}
