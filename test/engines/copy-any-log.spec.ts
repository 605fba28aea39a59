import { copyLog, digestOfLog } from '#libs/copying';
import { type NewEvent, SqliteEventStore } from '#libs/event-store';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Appends in the order they were made: to which of a few streams, and how much each event says. */
const histories = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 6 })),
  {
    maxLength: 30,
  },
);

let folder: string;
const opened: SqliteEventStore[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-copying-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await rm(folder, { recursive: true });
});

async function open(): Promise<SqliteEventStore> {
  const store = await SqliteEventStore.open(join(folder, `${randomUUID()}.sqlite`));
  opened.push(store);
  return store;
}

/** The copy opens the log under the name it had; a file of its own is named when it is made. */
async function openAsCopyOf(source: SqliteEventStore): Promise<SqliteEventStore> {
  const [logOpened] = await source.readAll('', 1);
  const ids = [logOpened?.id ?? '', await source.logId()];
  const store = await SqliteEventStore.open(join(folder, `${randomUUID()}.sqlite`), { next: () => ids.shift() ?? '' });
  opened.push(store);
  return store;
}

function noted(text: string): NewEvent {
  return { id: randomUUID(), type: 'NoteWritten', data: { text, b: 1, a: [null, 'ب'] }, metadata: { by: 'amina' } };
}

async function record(
  store: SqliteEventStore,
  history: readonly (readonly [number, readonly string[]])[],
): Promise<void> {
  const revisions = new Map<number, number>();
  for (const [stream, texts] of history) {
    const { revision } = await store.append(`case-${stream}`, revisions.get(stream) ?? 'no-stream', texts.map(noted));
    revisions.set(stream, revision);
  }
}

class Interrupted extends Error {}

describe('a copy of any log', () => {
  it('interrupted anywhere, any number of times, and started again, is equal in every event and in their order', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.array(fc.nat({ max: 60 }), { maxLength: 3 }), async (history, interruptions) => {
        const source = await open();
        await record(source, history);
        const target = await openAsCopyOf(source);
        for (const after of interruptions) {
          const interrupted = copyLog(source, target, {
            onProgress: (phase, events) => {
              if (phase === 'copying' && events >= after) throw new Interrupted();
            },
          });
          await interrupted.catch((error: unknown) => {
            if (!(error instanceof Interrupted)) throw error;
          });
        }
        const { equal, before, copied, source: ours, target: theirs } = await copyLog(source, target);
        expect({ equal, theirs, events: before + copied }).toEqual({ equal: true, theirs: ours, events: ours.events });
        const withoutPositions = async (store: SqliteEventStore) =>
          (await store.readAll('', 1_000)).map(({ position: _engine, ...event }) => event);
        expect(await withoutPositions(target)).toEqual(await withoutPositions(source));
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it.each([
    ['its data', (event: NewEvent) => ({ ...event, data: { ...event.data, text: 'changed' } })],
    ['its metadata', (event: NewEvent) => ({ ...event, metadata: {} })],
    ['its type', (event: NewEvent) => ({ ...event, type: 'NoteCorrected' })],
    ['its id', (event: NewEvent) => ({ ...event, id: randomUUID() })],
  ])('has another digest when one event differs in %s', async (_what, change) => {
    const [one, other] = [await open(), await open()];
    const copy = await openAsCopyOf(one);
    const event = noted('visited');
    await one.append('case-1', 'no-stream', [event]);
    await copy.append('case-1', 'no-stream', [change(event)]);
    expect((await digestOfLog(copy)).digest).not.toBe((await digestOfLog(one)).digest);
    await expect(copyLog(one, copy)).rejects.toMatchObject({ code: 'copy.other-events', params: { number: 2 } });
    await expect(copyLog(one, other)).rejects.toMatchObject({ code: 'copy.other-events', params: { number: 1 } });
  });
});
