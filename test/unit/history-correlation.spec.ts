import { randomUUID } from 'node:crypto';
import { HistoryWorkplace, malikaIsReleased } from '../support/history-workplace.ts';

describe('a list of 1,040 notes, written as one piece of work into thirteen files', () => {
  const FILES = 13;
  const NOTES = 80;
  const list = randomUUID();
  let place: HistoryWorkplace;
  const written: string[] = [];
  beforeAll(async () => {
    place = await HistoryWorkplace.open();
    const people: string[] = [];
    for (let n = 0; n < FILES; n++) people.push(await malikaIsReleased(place));
    for (let n = 0; n < NOTES; n++) {
      for (const id of people) {
        await place.send('write-note', id, { text: `${n + 1}` }, { correlationId: list });
        written.push(`case-${id} ${n + 1}`);
      }
    }
    await place.runner.caughtUpTo(await place.idmaj.events.head());
  });
  afterAll(() => place.close());

  it('is told with its first thousand events, in the order they were written, and that there are more', async () => {
    const { items, events, more } = await place.history.correlation(list, 'en');
    expect({ events, more }).toEqual({ events: 1_000, more: true });
    expect(items.map(({ stream, revision }) => `${stream} ${revision}`)).toEqual(written.slice(0, 1_000));
  });

  it('and nothing else that happened to these people is told with it', async () => {
    const { items } = await place.history.correlation(list, 'en');
    expect(new Set(items.map(({ type }) => type))).toEqual(new Set(['NoteWritten']));
  });

  it('and of it the log is indexed by stretch, so that no read model grows by a document an event', async () => {
    const documents = await place.idmaj.views.count('correlations');
    expect(documents).toBeLessThan(written.length / 50);
  });
});
