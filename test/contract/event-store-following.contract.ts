import { BEGINNING } from '#libs/event-store';
import { newEvents, newStream, type Opened } from './event-store.contract.ts';

const LONG_MS = 600_000;

export function describeFollowing(opened: Opened): void {
  describe('waiting for news', () => {
    it('ends at once when the log is further on already', async () => {
      const { store } = opened();
      const before = await store.head();
      await store.append(newStream(), 'no-stream', newEvents(1));
      await store.changed(before, LONG_MS);
      await store.changed(BEGINNING, LONG_MS);
    });

    it('ends with the next append', async () => {
      const { store } = opened();
      const news = store.changed(await store.head(), LONG_MS);
      const { position } = await store.append(newStream(), 'no-stream', newEvents(1));
      await news;
      expect((await store.head()) >= position).toBe(true);
    });

    it('ends with an append of another process', async () => {
      const { store } = opened();
      const other = await opened().openAnother();
      const news = store.changed(await store.head(), LONG_MS);
      await other.append(newStream(), 'no-stream', newEvents(1));
      await news;
      await other.close();
    });

    it('wakes everyone who waits', async () => {
      const { store } = opened();
      const head = await store.head();
      const news = Array.from({ length: 5 }, () => store.changed(head, LONG_MS));
      await store.append(newStream(), 'no-stream', newEvents(1));
      await Promise.all(news);
    });

    it('ends without news when the time is up', async () => {
      const { store } = opened();
      await store.changed(await store.head(), 20);
    });

    it('ends when it is called off', async () => {
      const { store } = opened();
      const controller = new AbortController();
      const news = store.changed(await store.head(), LONG_MS, controller.signal);
      controller.abort();
      await news;
      await store.changed(await store.head(), LONG_MS, controller.signal);
    });

    it('ends when the store is closed', async () => {
      const other = await opened().openAnother();
      const news = other.changed(await other.head(), LONG_MS);
      await other.close();
      await news;
    });

    it('loses nothing: read until empty, then wait, sees every append once and in order', async () => {
      const { store } = opened();
      const other = await opened().openAnother();
      const streams = Array.from({ length: 40 }, () => newStream());
      let position = await store.head();
      const appending = streams.reduce(
        (before, stream) => before.then(() => other.append(stream, 'no-stream', newEvents(1))).then(() => undefined),
        Promise.resolve(),
      );
      const seen: string[] = [];
      while (seen.length < streams.length) {
        const events = await store.readAll(position, 10);
        position = events.at(-1)?.position ?? position;
        seen.push(...events.map((event) => event.stream).filter((stream) => streams.includes(stream)));
        if (events.length === 0) await store.changed(position, LONG_MS);
      }
      await appending;
      expect(seen).toEqual(streams);
      await other.close();
    }, 60_000);
  });
}
