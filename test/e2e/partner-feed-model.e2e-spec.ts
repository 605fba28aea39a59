import { LifePlanAgreed } from '#libs/casework';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { type SentEvent, StreamReader } from '../support/feed-reader.ts';
import { type FeedWorkplace, openFeedWorkplace } from './partner-feed-workplace.ts';

let workplace: FeedWorkplace;
let facts: FeedWorkplace['facts'];
let numbering: FeedWorkplace['numbering'];

beforeAll(async () => {
  workplace = await openFeedWorkplace();
  ({ facts, numbering } = workplace);
});
afterAll(() => workplace.close());

type Step =
  | { readonly does: 'happen'; readonly times: number; readonly isSettled: boolean }
  | { readonly does: 'pull'; readonly limit: number; readonly kept: number; readonly waits: boolean }
  | { readonly does: 'stream'; readonly until: number }
  | { readonly does: 'forget'; readonly back: number };

const small = (max: number) => fc.integer({ min: 1, max });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('happen' as const), times: small(150), isSettled: fc.boolean() }),
  fc.record({
    does: fc.constant('pull' as const),
    limit: small(200),
    kept: fc.nat(200),
    waits: fc.nat(9).map((n) => n === 0),
  }),
  fc.record({ does: fc.constant('stream' as const), until: small(200) }),
  fc.record({ does: fc.constant('forget' as const), back: small(150) }),
);

/** A partner that notes what it got, and where it is; it may lose the latter. */
class Consumer {
  readonly got = new Map<number, SentEvent>();
  readonly faults: string[] = [];
  cursor = 0;

  take(events: readonly SentEvent[]): void {
    for (const event of events) {
      const known = this.got.get(event.sequence);
      if (known && JSON.stringify(known) !== JSON.stringify(event)) this.faults.push(`${event.sequence} changed`);
      if (event.sequence !== this.cursor + 1) this.faults.push(`${event.sequence} after ${this.cursor}`);
      this.got.set(event.sequence, event);
      this.cursor = event.sequence;
    }
  }
}

class World {
  readonly consumer = new Consumer();
  readonly partner = randomUUID();
  private readonly people = [randomUUID(), randomUUID(), randomUUID()];
  private happened = 0;

  async open(): Promise<this> {
    await facts.partner(this.partner, { provinces: ['MA-LAA'] });
    for (const [n, person] of this.people.entries()) await facts.person(person, n === 2 ? 'MA-OUD' : 'MA-LAA');
    return this;
  }

  async play(one: Step): Promise<void> {
    switch (one.does) {
      case 'happen': {
        const plan = LifePlanAgreed({ agreedOn: '2026-03-01', goals: [] });
        for (let left = one.times; left > 0; left -= 25) {
          const person = this.people[this.happened++ % this.people.length] ?? '';
          await facts.happened(`case-${person}`, ...Array<typeof plan>(Math.min(left, 25)).fill(plan));
        }
        if (one.isSettled) await numbering.caughtUpTo(await workplace.idmaj.events.head());
        return;
      }
      case 'pull': {
        const events = await this.pull(this.consumer.cursor, one.limit, one.waits ? 1 : 0);
        this.consumer.take(events.slice(0, one.kept));
        return;
      }
      case 'stream':
        return this.stream(one.until);
      case 'forget':
        this.consumer.cursor = Math.max(0, this.consumer.cursor - one.back);
    }
  }

  /** As one that was never there before would read it. */
  async fresh(): Promise<SentEvent[]> {
    const all: SentEvent[] = [];
    for (;;) {
      const page = await this.pull(all.length, 500, 0);
      all.push(...page);
      if (page.length === 0) return all;
    }
  }

  private async pull(after: number, limit: number, wait: number): Promise<SentEvent[]> {
    const address = `/v1/feed?after=${after}&limit=${limit}&wait=${wait}`;
    return (await workplace.ask(address, { as: ['partner', '*', this.partner] })).json();
  }

  /** Disconnects after some events, or when nothing more is there. */
  private async stream(until: number): Promise<void> {
    const token = await workplace.token('partner', '*', this.partner);
    const reader = await StreamReader.open(workplace.origin, token, this.consumer.cursor);
    await reader.until(({ events }) => events.length >= until, 100);
    reader.close();
    this.consumer.take(reader.events);
  }
}

/** Always among those tried: more than one page of a hundred, pulled and streamed, forgotten and read again. */
const LONG_LIFE: Step[] = [
  { does: 'happen', times: 150, isSettled: true },
  { does: 'pull', limit: 70, kept: 60, waits: false },
  { does: 'happen', times: 150, isSettled: true },
  { does: 'stream', until: 90 },
  { does: 'forget', back: 110 },
  { does: 'pull', limit: 200, kept: 200, waits: false },
];

it('any mix of pulling and streaming, with breaks and repeats, is the sequence of one fresh read', async () => {
  let longest = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const world = await new World().open();
      for (const one of steps) await world.play(one);
      await numbering.caughtUpTo(await workplace.idmaj.events.head());
      const fresh = await world.fresh();
      const { consumer } = world;
      expect(consumer.faults).toEqual([]);
      expect([...consumer.got.keys()]).toEqual(Array.from({ length: consumer.got.size }, (_, n) => n + 1));
      expect([...consumer.got.values()]).toEqual(fresh.slice(0, consumer.got.size));
      expect(fresh.map(({ sequence }) => sequence)).toEqual(fresh.map((_, n) => n + 1));
      longest = Math.max(longest, consumer.got.size);
    }),
    { numRuns: 20, examples: [[LONG_LIFE]] },
  );
  expect(longest).toBeGreaterThan(100);
}, 120_000);
