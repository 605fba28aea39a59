import type { RecordedEvent } from '#libs/event-store';
import { randomUUID } from 'node:crypto';
import { registered } from '../support/person-facts.ts';
import { FactWriter } from '../support/feed-workplace.ts';
import { ferretDbIsHere } from '../support/ferretdb/mongo-for-tests.ts';
import { type Door, openBesideOffice } from './door.ts';
import { until } from './programs.ts';

const PATIENCE_MS = 120_000;
const READERS = 24;

let door: Door;
let stop = async () => {};
let people: string[];

async function readings({ idmaj }: Door): Promise<readonly RecordedEvent[]> {
  return (await idmaj.events.readAll('', 100_000)).filter(({ type }) => type === 'FileRead');
}

if (await ferretDbIsHere()) {
  beforeAll(async () => {
    door = await openBesideOffice();
    stop = await door.work();
    people = Array.from({ length: READERS }, () => randomUUID());
    const facts = new FactWriter(door.idmaj.events);
    for (const person of people) await facts.happened(`beneficiary-${person}`, registered());
    const token = await door.token('social-worker', 'MA-LAA');
    const position = await door.idmaj.events.head();
    await until(async () =>
      (await door.ask(token, `/v1/beneficiaries/${people.at(-1)}?position=${position}`)).ok ? true : undefined,
    );
  }, PATIENCE_MS);
  afterAll(async () => {
    await stop();
    await door.close();
  }, PATIENCE_MS);

  describe('the record of readings on EventStoreDB and MongoDB', () => {
    it(
      'holds everybody’s reading when their answer arrives, in streams that nobody else writes',
      async () => {
        const before = (await readings(door)).length;
        const tokens = await Promise.all(people.map((_, n) => door.token('social-worker', 'MA-LAA', `amina-${n}`)));
        const answers = await Promise.all(
          people.map((person, n) => door.ask(tokens[n] ?? '', `/v1/beneficiaries/${person}`)),
        );
        expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
        const recorded = (await readings(door)).slice(before);
        expect(recorded.map(({ metadata }) => whoAndWhom(metadata)).toSorted()).toEqual(
          people.map((person, n) => `amina-${n} ${person}`).toSorted(),
        );
        const streams = new Set(recorded.map(({ stream }) => stream));
        expect([...streams].every((stream) => stream.startsWith('access-'))).toBe(true);
        for (const stream of streams) {
          const events = await door.idmaj.events.readStream(stream);
          expect(events.map(({ type }) => type)).toEqual(events.map(() => 'FileRead'));
          expect(events.map(({ revision }) => revision)).toEqual(events.map((_, n) => n));
        }
      },
      PATIENCE_MS,
    );

    it(
      'shows nobody a file while it cannot be written, and goes on when the event store is back',
      async () => {
        const token = await door.token('social-worker', 'MA-LAA');
        const [person = ''] = people;
        const before = (await readings(door)).length;
        await door.killEventStore();
        const refused = await door.ask(token, `/v1/beneficiaries/${person}`);
        expect(refused.status).toBe(503);
        expect(await refused.text()).not.toContain('Oubella');
        await door.startEventStore();
        await until(async () => ((await door.ask(token, `/v1/beneficiaries/${person}`)).ok ? true : undefined));
        const recorded = (await readings(door)).slice(before);
        expect(recorded.length).toBeGreaterThanOrEqual(1);
        expect(recorded.every(({ metadata }) => whoAndWhom(metadata) === `social-worker ${person}`)).toBe(true);
      },
      PATIENCE_MS,
    );
  });
}

function whoAndWhom(metadata: RecordedEvent['metadata']): string {
  const { actor, subjects } = metadata as unknown as {
    readonly actor: { readonly id: string };
    readonly subjects: string[];
  };
  return `${actor.id} ${subjects.join(' ')}`;
}
