import { openIdmaj } from '#libs/assembly';
import { LifePlanAgreed } from '#libs/casework';
import { readConfiguration } from '#libs/kernel';
import { cloudEvent, ITEMS, NumberingRunner, type FeedItem } from '#libs/partner-feed';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import 'reflect-metadata';
import { createApi } from '../../apps/api/src/create-api.ts';
import { FactWriter } from '../support/feed-workplace.ts';
import { Client } from './feed-client-process.ts';
import { median, percentile, ratios } from './measure.ts';

/**
 * A hundred partners on open streams, each with its own filter, read by a process of their own:
 * `node test/support/event-store-stand-in/launch.mjs test/bench/feed.ts`
 * Deliveries a second against a loop that writes the same bytes to as many connections of the same server, in turns;
 * then the time from a commit to its arrival at 100 events a second.
 */
const PARTNERS = 100;
const PEOPLE = 200;
const EVENTS = 2_000;
const ROUNDS = 5;
const A_SECOND = 100;
const SECONDS = 10;
const PROVINCES = ['MA-LAA', 'MA-OUD', 'MA-AGD', 'MA-TIZ'];

const folder = await mkdtemp(join(tmpdir(), 'idmaj-bench-feed-'));
const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder }));
const api = await createApi(idmaj);
const bare = new Set<ServerResponse>();
api
  .getHttpAdapter()
  .getInstance()
  .get('/bare', (_request, reply) => {
    const { raw } = reply.hijack();
    raw.writeHead(200, { 'content-type': 'text/event-stream' });
    raw.write('retry: 1000\n\n');
    bare.add(raw);
    raw.once('close', () => bare.delete(raw));
  });
await api.listen(0, '127.0.0.1');
const origin = (await api.getUrl()).replace('[::1]', '127.0.0.1');
const hash = (purpose: string, text: string) => idmaj.identity.keys.keyedHash(purpose, text);
const numbering = new NumberingRunner({ ...idmaj, hash, holder: 'bench' });
numbering.start();
const facts = new FactWriter(idmaj.events);
const partners = await Promise.all(Array.from({ length: PARTNERS }, (_, n) => subscribed(n)));
const people = Array.from({ length: PEOPLE }, () => randomUUID());
for (const [n, person] of people.entries()) await facts.person(person, PROVINCES[n % PROVINCES.length]);
const plan = LifePlanAgreed({ agreedOn: '2026-03-01', goals: [] });
// Each of another person than the one before, as it happens.
for (let n = 0; n < EVENTS; n++) await facts.happened(planOf(n), plan);
await settled();

const frames = await framesOfAll();
const counts = [...frames.values()].map(({ length }) => length);
console.log(
  `${PARTNERS} partners, ${sum(counts)} deliveries a round, ${Math.min(...counts)}–${Math.max(...counts)} each`,
);
/** Deliveries a second, and what each cost this process; the readers are another. */
interface Side {
  readonly rates: number[];
  readonly costs: number[];
}
const [feed, single, batched]: [Side, Side, Side] = [side(), side(), side()];
for (let round = 0; round <= ROUNDS; round++) {
  const sides: readonly (readonly [Side, () => Promise<number>])[] = [
    [feed, () => throughFeed()],
    [single, () => throughLoop(1)],
    [batched, () => throughLoop(200)],
  ];
  for (const [{ rates, costs }, run] of round % 2 === 0 ? sides : sides.toReversed()) {
    const before = process.cpuUsage();
    const rate = await run();
    const { user, system } = process.cpuUsage(before);
    // The first round is for warming up.
    if (round === 0) continue;
    rates.push(rate);
    costs.push((user + system) / sum(counts));
  }
}
told('feed', feed.rates);
told('bare loop, a frame a write', single.rates);
told('bare loop, two hundred frames a write', batched.rates);
told('feed ÷ bare loop (goal ≥ 0.6)', ratios(feed.rates, single.rates));
told('feed ÷ bare loop that batches', ratios(feed.rates, batched.rates));
told('CPU µs a delivery, feed', feed.costs);
told('CPU µs a delivery, bare loop', single.costs);
told('CPU µs a delivery, bare loop that batches', batched.costs);
await latency();
await numbering.stop();
await api.close();
await idmaj.close();
await rm(folder, { recursive: true });

function side(): Side {
  return { rates: [], costs: [] };
}

async function subscribed(n: number): Promise<{ readonly id: string; readonly token: string }> {
  const id = randomUUID();
  const provinces = [PROVINCES[n % 4], PROVINCES[(n + 1 + (n % 3)) % 4]].map((code) => code ?? '');
  await facts.partner(id, { provinces });
  return { id, token: (await idmaj.identity.issuer?.issue({ id, role: 'partner', unit: '*' })) ?? '' };
}

function planOf(n: number): string {
  return `case-${people[n % PEOPLE] ?? ''}`;
}

async function settled(): Promise<void> {
  await numbering.caughtUpTo(await idmaj.events.head());
}

async function itemsAfter(id: string, after: number): Promise<readonly FeedItem[]> {
  const digits = (number: number) => String(number).padStart(12, '0');
  const where = [{ field: 'id', from: `${id}/${digits(after + 1)}`, to: `${id}/${digits(999_999_999_999)}` }];
  return (await idmaj.readModels.find(ITEMS, { where, limit: 1_000_000 })).items as unknown as FeedItem[];
}

async function framesOfAll(): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>();
  for (const { id } of partners) {
    const items = await itemsAfter(id, 0);
    all.set(
      id,
      items.map((item) => `id: ${item.sequence}\ndata: ${cloudEvent(item)}\n\n`),
    );
  }
  return all;
}

async function throughFeed(): Promise<number> {
  const client = new Client(
    origin,
    partners.map(({ token }, n) => ({ path: '/v1/feed/stream', token, wanted: counts[n] ?? 0 })),
  );
  const { seconds } = await client.arrived;
  return sum(counts) / seconds;
}

async function throughLoop(atOnce: number): Promise<number> {
  const client = new Client(
    origin,
    partners.map((_, n) => ({ path: '/bare', token: '', wanted: counts[n] ?? 0 })),
  );
  await client.open;
  const all = [...frames.values()];
  const most = Math.max(...counts);
  const connections = [...bare];
  for (let from = 0; from < most; from += atOnce) {
    for (const [n, connection] of connections.entries()) {
      const some = all[n]?.slice(from, from + atOnce) ?? [];
      if (some.length > 0) connection.write(some.join(''));
    }
    const full = connections.find(({ writableNeedDrain }) => writableNeedDrain);
    if (full) await new Promise((resolve) => full.once('drain', resolve));
  }
  const { seconds } = await client.arrived;
  return sum(counts) / seconds;
}

/** Open loop: what is late does not hold back what comes after. */
async function latency(): Promise<void> {
  const events = A_SECOND * SECONDS;
  const wanted = upcoming(events);
  const client = new Client(
    origin,
    partners.map(({ token }, n) => ({ path: `/v1/feed/stream?after=${counts[n]}`, token, wanted: wanted[n] ?? 0 })),
    true,
  );
  await client.open;
  const committed: { readonly position: string; readonly at: number }[] = [];
  const writing: Promise<void>[] = [];
  const from = performance.now();
  for (let n = 0; n < events; n++) {
    await pause(Math.max(0, from + (n * 1_000) / A_SECOND - performance.now()));
    writing.push(
      facts.happened(planOf(n), plan).then((position) => {
        committed.push({ position, at: Number(process.hrtime.bigint()) });
      }),
    );
  }
  await Promise.all(writing);
  const { times = [] } = await client.arrived;
  const at = new Map(committed.map((one) => [one.position, one.at]));
  const took: number[] = [];
  for (const [n, { id }] of partners.entries()) {
    const items = await itemsAfter(id, counts[n] ?? 0);
    for (const [index, { position }] of items.entries()) {
      const arrived = times[n]?.[index];
      if (arrived !== undefined) took.push((arrived - (at.get(position) ?? arrived)) / 1e6);
    }
  }
  console.log(
    `commit → received at ${A_SECOND} events/s, ${took.length} deliveries (${Math.round(took.length / SECONDS)}/s): ` +
      `median ${median(took).toFixed(1)} ms, p99 ${percentile(took, 0.99).toFixed(1)} ms (goal ≤ 50), most ${Math.max(...took).toFixed(1)} ms`,
  );
}

/** How many of the next events each partner will be given: those of people in its provinces. */
function upcoming(events: number): readonly number[] {
  return partners.map((_, n) => {
    const provinces = [n % 4, (n + 1 + (n % 3)) % 4];
    return Array.from({ length: events }, (_one, event) => provinces.includes((event % PEOPLE) % 4)).filter(Boolean)
      .length;
  });
}

function told(what: string, rates: readonly number[]): void {
  const shown = (value: number) => (value < 100 ? value.toFixed(2) : value.toFixed(0));
  console.log(`${what}: ${shown(median(rates))} (${shown(Math.min(...rates))}–${shown(Math.max(...rates))})`);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
