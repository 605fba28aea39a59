import { ConsentWithdrawn, LifePlanAgreed, OUTGOING_TYPES } from '#libs/casework';
import { type Idmaj, openIdmaj } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import { cloudEvent, FeedFold, type FeedItem, WITHHELD } from '#libs/partner-feed';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Program } from '../support/feed-programs.ts';
import { type SentEvent, StreamReader } from '../support/feed-reader.ts';
import { FactWriter, PURPOSE } from '../support/feed-workplace.ts';
import { freePort } from '../support/free-port.ts';

/** The full form: FEED_CRASH_EVENTS=10000 FEED_CRASH_KILLS=12 npm test -- test/e2e/partner-feed-crash */
const EVENTS = Number(process.env['FEED_CRASH_EVENTS'] ?? 1_500);
const KILLS = Number(process.env['FEED_CRASH_KILLS'] ?? 3);
const PEOPLE = 200;
const PATIENCE_MS = 30_000 + KILLS * 15_000 + EVENTS * 20;

const people = Array.from({ length: PEOPLE }, () => randomUUID());
const scopes = [
  {},
  { provinces: ['MA-LAA'] },
  { provinces: ['MA-OUD', 'MA-AGD'] },
  { types: [OUTGOING_TYPES[0]] },
  { types: [OUTGOING_TYPES[2]], provinces: ['MA-LAA', 'MA-OUD'] },
];
const partners = scopes.map((scope) => ({ id: randomUUID(), scope }));

let folder: string;
let idmaj: Idmaj;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-feed-crash-'));
  idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder }));
});
afterEach(async () => {
  await idmaj.close();
  await rm(folder, { recursive: true });
});

/** Follows by stream and by pull in turn, whatever breaks, and keeps everything it got. */
class Follower {
  readonly got: SentEvent[] = [];
  last = 0;

  constructor(
    private readonly origin: string,
    private readonly token: string,
  ) {}

  async follow(isOver: () => boolean): Promise<void> {
    for (let turn = 0; !isOver(); turn++) {
      try {
        await (turn % 2 === 0 ? this.stream(isOver) : this.pull());
      } catch {
        await pause(50);
      }
      // Now and then what was processed last was not noted.
      if (turn % 5 === 4) this.last = Math.max(0, this.last - randomInt(20));
    }
  }

  private async stream(isOver: () => boolean): Promise<void> {
    const reader = await StreamReader.open(this.origin, this.token, this.last);
    await reader.until(() => isOver(), randomInt(200, 2_000));
    reader.close();
    this.take(reader.events);
  }

  private async pull(): Promise<void> {
    const headers = { authorization: `Bearer ${this.token}` };
    const response = await fetch(`${this.origin}/v1/feed?after=${this.last}&limit=200&wait=1`, { headers });
    if (response.ok) this.take((await response.json()) as SentEvent[]);
  }

  private take(events: readonly SentEvent[]): void {
    this.got.push(...events);
    this.last = events.at(-1)?.sequence ?? this.last;
  }
}

async function happen(facts: FactWriter): Promise<void> {
  const plan = LifePlanAgreed({ agreedOn: '2026-03-01', goals: [] });
  for (const { id, scope } of partners) await facts.partner(id, scope);
  for (const [n, person] of people.entries()) {
    await facts.person(person, ['MA-LAA', 'MA-OUD', 'MA-AGD'][n % 3], n % 10 > 0);
  }
  for (let n = 0; n < EVENTS; n++) {
    const person = people[randomInt(PEOPLE)] ?? '';
    if (n % 4 === 0) await facts.proposes(person, randomUUID(), ['MA-LAA', 'MA-OUD'][n % 2]);
    else await facts.happened(`case-${person}`, plan);
    if (n % 20 === 0) await pause(20);
    if (n === Math.floor(EVENTS / 2)) {
      const about = { purpose: PURPOSE, recipient: 'indh-committee' };
      for (const withdrawing of people.slice(1, 6))
        await facts.happened(`consent-${withdrawing}`, ConsentWithdrawn(about));
    }
  }
}

async function killNowAndThen(programs: readonly Program[], isOver: () => boolean): Promise<void> {
  for (let kill = 0; kill < KILLS || !isOver(); kill++) {
    await pause(randomInt(500, 4_000));
    const program = programs[kill % programs.length];
    await program?.kill();
    program?.start();
  }
}

async function expected(): Promise<readonly FeedItem[]> {
  const fold = new FeedFold((purpose, text) => idmaj.identity.keys.keyedHash(purpose, text));
  const log = await idmaj.events.readAll('', 1_000_000);
  return log.filter(({ type }) => FeedFold.concerns(type)).flatMap((event) => fold.apply(idmaj.decode(event)));
}

it(
  'with worker and api killed at random every eligible event is there, in order, gapless, once repeats are removed',
  async () => {
    const port = String(await freePort());
    const environment = { IDMAJ_DATA: folder, PORT: port, DEMO: 'off' };
    const programs = [new Program('worker', environment), new Program('api', environment)];
    for (const program of programs) program.start();
    const followers = await Promise.all(
      partners.map(async ({ id }) => {
        const token = await idmaj.identity.issuer?.issue({ id, role: 'partner', unit: '*' });
        return new Follower(`http://127.0.0.1:${port}`, token ?? '');
      }),
    );
    try {
      const told: { isWritten: boolean; wanted?: readonly number[] } = { isWritten: false };
      const isOver = () => told.wanted?.every((count, n) => (followers[n]?.last ?? 0) >= count) ?? false;
      const following = followers.map((follower) => follower.follow(isOver));
      const killing = killNowAndThen(programs, () => told.isWritten);
      await happen(new FactWriter(idmaj.events));
      told.isWritten = true;
      await killing;
      const items = await expected();
      const ofPartner = partners.map(({ id }) => items.filter(({ partnerId }) => partnerId === id));
      const wanted = ofPartner.map(({ length }) => length);
      told.wanted = wanted;
      await Promise.all(following);

      for (const [n, { got }] of followers.entries()) {
        const once = new Map(got.map((event) => [event.sequence, event]));
        expect([...once.keys()].sort((one, other) => one - other)).toEqual(
          Array.from({ length: wanted[n] ?? 0 }, (_, index) => index + 1),
        );
        for (const item of ofPartner[n] ?? []) {
          const event = once.get(item.sequence);
          if (event?.type === WITHHELD) expect(people.slice(1, 6)).toContain(item.personId);
          else expect(event).toEqual(JSON.parse(cloudEvent(item)));
        }
      }
      expect(Math.min(...wanted)).toBeGreaterThan(EVENTS / 20);
      expect(programs.reduce((sum, { kills }) => sum + kills, 0)).toBeGreaterThanOrEqual(KILLS);
      process.stdout.write(
        `${EVENTS} events, ${programs.map(({ kills }) => kills).join(' and ')} kills, numbers ${wanted.join(' ')}, received ${followers.map(({ got }) => got.length).join(' ')}\n`,
      );
    } finally {
      for (const program of programs) await program.kill();
    }
  },
  PATIENCE_MS,
);
