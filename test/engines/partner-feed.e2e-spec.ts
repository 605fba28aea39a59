import { LifePlanAgreed } from '#libs/casework';
import { cloudEvent, FeedFold, SUBJECT_WITHDRAWN, WITHHELD } from '#libs/partner-feed';
import { randomUUID } from 'node:crypto';
import { type SentEvent, StreamReader } from '../support/feed-reader.ts';
import { FactWriter, PURPOSE } from '../support/feed-workplace.ts';
import { ferretDbIsHere } from '../support/ferretdb/mongo-for-tests.ts';
import { type Door, openBesideOffice } from './door.ts';

const PATIENCE_MS = 120_000;
const committee = { purpose: PURPOSE, recipient: 'indh-committee' };
const plan = LifePlanAgreed({ agreedOn: '2026-03-01', goals: [] });

let door: Door;
const readers: StreamReader[] = [];

/** A partner, people who agree that it hears of them, and what both do. */
class Following {
  readonly partner = randomUUID();
  readonly people = Array.from({ length: 3 }, () => randomUUID());
  private readonly facts: FactWriter;
  private happened = 0;

  private constructor(readonly door: Door) {
    this.facts = new FactWriter(door.idmaj.events, () => door.idmaj.clock.now());
  }

  static async of(at: Door): Promise<Following> {
    const following = new Following(at);
    await following.facts.partner(following.partner);
    for (const person of following.people) await following.facts.person(person);
    return following;
  }

  async happen(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 10) {
      const person = this.people[this.happened++ % this.people.length] ?? '';
      await this.facts.happened(`case-${person}`, ...Array<typeof plan>(Math.min(left, 10)).fill(plan));
    }
  }

  token(): Promise<string> {
    return this.door.token('partner', '*', this.partner);
  }

  async streams(after = 0): Promise<StreamReader> {
    const reader = await StreamReader.open(this.door.origin, await this.token(), after);
    readers.push(reader);
    return reader;
  }

  async pulls(after: number, limit = 500, wait = 0): Promise<SentEvent[]> {
    const response = await this.door.ask(await this.token(), `/v1/feed?after=${after}&limit=${limit}&wait=${wait}`);
    expect(response.status).toBe(200);
    return (await response.json()) as SentEvent[];
  }

  /** What the log gives the partner, read past the application. */
  async numbered(): Promise<SentEvent[]> {
    const { events, decode, identity } = this.door.idmaj;
    const fold = new FeedFold((purpose, text) => identity.keys.keyedHash(purpose, text));
    const log = await events.readAll('', 100_000);
    return log
      .filter(({ type }) => FeedFold.concerns(type))
      .flatMap((event) => fold.apply(decode(event)))
      .filter(({ partnerId }) => partnerId === this.partner)
      .map((item) => JSON.parse(cloudEvent(item)) as SentEvent);
  }
}

const numbers = (events: readonly SentEvent[]) => events.map(({ sequence }) => sequence);
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);

if (await ferretDbIsHere()) {
  beforeAll(async () => {
    door = await openBesideOffice();
  }, PATIENCE_MS);
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });
  afterAll(() => door.close(), PATIENCE_MS);

  describe('a partner that follows on EventStoreDB and MongoDB', () => {
    it(
      'gets one sequence by stream and by pull, from the first event to the newest',
      async () => {
        const following = await Following.of(door);
        await following.happen(130);
        const reader = await following.streams();
        const stop = await door.work();
        await following.happen(120);
        expect(await reader.until((one) => one.last() === 250, PATIENCE_MS)).toBe(true);
        const numbered = await following.numbered();
        expect(reader.events).toEqual(numbered);
        expect(numbers(numbered)).toEqual(upTo(250));
        expect(await following.pulls(0)).toEqual(numbered);
        for (const after of [1, 99, 100, 230])
          expect(await following.pulls(after, 40)).toEqual(numbered.slice(after, after + 40));
        const waiting = following.pulls(250, 10, 30);
        await following.happen(1);
        expect(numbers(await waiting)).toEqual([251]);
        await stop();
      },
      PATIENCE_MS,
    );

    it(
      'hears nothing more of somebody who withdraws, within a second and on an open stream',
      async () => {
        const following = await Following.of(door);
        const stop = await door.work();
        await following.happen(30);
        const reader = await following.streams();
        expect(await reader.until((one) => one.last() === 30, PATIENCE_MS)).toBe(true);
        const [gone = ''] = following.people;
        const officer = await door.token('data-protection-officer', '*');
        const sent = await door.send(officer, `/v1/consents/${gone}/withdraw-consent`, committee);
        const withdrawnAt = performance.now();
        expect(sent.status).toBe(201);
        expect(await reader.until((one) => one.last() === 31)).toBe(true);
        expect(performance.now() - withdrawnAt).toBeLessThan(1_000);
        expect(reader.events[30]).toMatchObject({ type: SUBJECT_WITHDRAWN, subject: reader.events[0]?.subject });
        await following.happen(30);
        expect(await reader.until((one) => one.last() === 51, PATIENCE_MS)).toBe(true);
        const again = await following.pulls(0);
        expect(numbers(again)).toEqual(upTo(51));
        expect(again.map(({ type }) => type === WITHHELD)).toEqual(upTo(51).map((number) => number <= 10));
        await stop();
      },
      PATIENCE_MS,
    );

    it(
      'misses nothing when the worker is followed by another and the event store goes and comes back',
      async () => {
        const following = await Following.of(door);
        const reader = await following.streams();
        const stop = await door.work();
        await following.happen(80);
        expect(await reader.until((one) => one.last() > 0, PATIENCE_MS)).toBe(true);
        await stop();
        await following.happen(60);
        const stopOther = await door.work();
        await door.killEventStore();
        await door.startEventStore();
        await following.happen(60);
        let last = reader.last();
        while (last < 200) last = (await following.streams(last).then(read200)) ?? last;
        const numbered = await following.numbered();
        expect(numbers(numbered)).toEqual(upTo(200));
        expect(await following.pulls(0)).toEqual(numbered);
        await stopOther();
      },
      PATIENCE_MS,
    );
  });
}

/** What a stream brought until it had everything or ended. */
async function read200(reader: StreamReader): Promise<number | undefined> {
  await reader.until((one) => one.last() === 200, 20_000);
  return reader.events.at(-1)?.sequence;
}
