import { ReadingRecorder } from '#libs/access';
import { EventCodec, events as definitions } from '#libs/casework';
import {
  type NewEvent,
  OutcomeUnknown,
  type RecordedEvent,
  SqliteEventStore,
  StoreUnavailable,
} from '#libs/event-store';
import { RandomIds, SetClock } from '#libs/kernel';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const amina = { id: 'amina', role: 'social-worker', unit: 'MA-LAA' };
const reading = (...people: string[]) => ({
  actor: amina,
  what: 'cases/{id}',
  people,
  correlationId: '00000000-0000-4000-8000-000000000001',
});

describe('The record of who was shown what', () => {
  let folder: string;
  let store: SqliteEventStore;
  let appends: (readonly NewEvent[])[];
  let trouble: (() => Error | undefined)[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'idmaj-access-'));
    store = await SqliteEventStore.open(join(folder, 'events.sqlite'));
    appends = [];
    trouble = [];
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  /** The real store, whose answers may get lost on the way. */
  function recorder(): ReadingRecorder {
    const events = Object.create(store) as SqliteEventStore;
    events.append = async (stream, expected, facts) => {
      appends.push(facts);
      const before = trouble.shift()?.();
      if (before) throw before;
      const appended = await store.append(stream, expected, facts);
      const lost = trouble.shift()?.();
      if (lost) throw lost;
      return appended;
    };
    const clock = new SetClock('2026-04-02T23:30:00.000Z');
    return new ReadingRecorder({ events, codec: new EventCodec(definitions), clock, ids: new RandomIds() });
  }
  const recorded = async (): Promise<RecordedEvent[]> => {
    return (await store.readAll('', 1_000)).filter(({ type }) => type === 'FileRead');
  };

  it('says who, what, whom, why and when, and nothing of what was shown', async () => {
    const person = randomUUID();
    await recorder().record({ ...reading(person.toUpperCase()), purpose: 'A visit at home' });
    const [event] = await recorded();
    expect(event?.stream).toMatch(/^access-/);
    expect(event?.data).toEqual({ what: 'cases/{id}', purpose: 'A visit at home' });
    expect(event?.metadata).toEqual({
      commandId: event?.id,
      commandDigest: '',
      command: 'read',
      correlationId: '00000000-0000-4000-8000-000000000001',
      causationId: event?.id,
      actor: amina,
      occurredOn: '2026-04-03',
      recordedAt: '2026-04-02T23:30:00.000Z',
      subjects: [person],
      channel: 'http',
      schemaVersion: 1,
    });
  });

  it('takes two hundred readers at once in a few appends, each in its own event', async () => {
    const readings = recorder();
    const people = Array.from({ length: 200 }, () => randomUUID());
    await Promise.all(people.map((person) => readings.record(reading(person))));
    expect(appends.length).toBeLessThanOrEqual(2);
    const subjects = (await recorded()).flatMap(({ metadata }) => metadata['subjects'] as string[]);
    expect(subjects.toSorted()).toEqual(people.toSorted());
  });

  it('answers nobody before the append they are in is durable', async () => {
    const readings = recorder();
    const order: string[] = [];
    const events = await Promise.all([
      readings.record(reading(randomUUID())).then(async () => (order.push('first'), (await recorded()).length)),
      readings.record(reading(randomUUID())).then(async () => (order.push('second'), (await recorded()).length)),
    ]);
    expect(order).toHaveLength(2);
    expect(Math.min(...events)).toBeGreaterThanOrEqual(1);
  });

  it('names everyone of a long list once, however many, and nobody where nobody was shown', async () => {
    const people = Array.from({ length: 1_200 }, () => randomUUID());
    await recorder().record(reading(...people, ...people));
    expect((await recorded()).map(({ metadata }) => (metadata['subjects'] as string[]).length)).toEqual([
      500, 500, 200,
    ]);
    await recorder().record(reading());
    expect(await recorded()).toHaveLength(3);
  });

  it('asks again with the same ids where no answer came, and counts the reading once', async () => {
    trouble = [() => undefined, () => new OutcomeUnknown('no answer')];
    const readings = recorder();
    await readings.record(reading(randomUUID()));
    expect(appends.map((facts) => facts.map(({ id }) => id))).toEqual([[expect.any(String)], [appends[0]?.[0]?.id]]);
    await readings.record(reading(randomUUID()));
    expect(await recorded()).toHaveLength(2);
  });

  it('is refused where it cannot be kept, and goes on when the store is back', async () => {
    trouble = [() => new StoreUnavailable('away')];
    const readings = recorder();
    const both = await Promise.allSettled([
      readings.record(reading(randomUUID())),
      readings.record(reading(randomUUID())),
    ]);
    expect(both).toMatchObject([
      { status: 'rejected', reason: { code: 'service.unavailable' } },
      { status: 'rejected', reason: { code: 'service.unavailable' } },
    ]);
    await readings.record(reading(randomUUID()));
    expect(await recorded()).toHaveLength(1);
  });

  it.each(['', 'a'.repeat(201)])('is refused for the purpose “%s”', async (purpose) => {
    const recording = recorder().record({ ...reading(randomUUID()), purpose });
    await expect(recording).rejects.toMatchObject({ code: 'request.bad-purpose' });
    expect(await recorded()).toEqual([]);
  });

  it('waits when it is closed for what is under way', async () => {
    const readings = recorder();
    const all = Array.from({ length: 500 }, () => readings.record(reading(randomUUID())));
    await readings.close();
    expect(await recorded()).toHaveLength(500);
    await Promise.all(all);
  });
});
