import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EventStoreDbEventStore, type NewEvent } from '#libs/event-store';
import { followLog } from '#libs/read-models';
import { spawnStandIn } from '../support/event-store-stand-in/spawn.ts';

export interface EngineRatio {
  readonly name: string;
  /** Median over the rounds of what the port did per second ÷ what the bare client did in the same round. */
  readonly ratio: number;
  readonly rounds: readonly number[];
  /** The ratio must not be under it; absent where the figure only informs. */
  readonly goal: number | undefined;
  /** Medians per second. */
  readonly port: number;
  readonly bare: number;
}

const ROUNDS = 9;
/** A round is so many short turns of each, so that what else the machine does burdens both alike. */
const TURNS = 12;
const APPENDS_A_TURN = 160;
const DRAINED = 20_000;
/** Makes the client append call by call, as the port does; without it, by its batch stream. */
const CALL_BY_CALL = { credentials: { username: 'none', password: 'none' } };

interface Contest {
  readonly name: string;
  readonly goal: number | undefined;
  readonly turns: number;
  /** Each takes a turn and answers how many it did. */
  readonly port: () => Promise<number>;
  readonly bare: () => Promise<number>;
}

/** On the server of EVENTSTOREDB_URL, or else on the stand-in in a process of its own. Both take turns in each round. */
export async function benchEventStoreDb(): Promise<EngineRatio[]> {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-bench-'));
  const given = process.env['EVENTSTOREDB_URL'];
  const standIn = given === undefined ? await spawnStandIn({ folder }) : undefined;
  const url = given ?? standIn?.url ?? '';
  const store = new EventStoreDbEventStore(url);
  const bare = EventStoreDBClient.connectionString(url);
  try {
    const ratios: EngineRatio[] = [];
    for (const contest of await contests(store, bare)) ratios.push(await hold(contest));
    return ratios;
  } finally {
    await store.close();
    await bare.dispose();
    await standIn?.stop();
    await rm(folder, { recursive: true });
  }
}

async function contests(store: EventStoreDbEventStore, bare: EventStoreDBClient): Promise<Contest[]> {
  const appends = (callers: number, options: object) => ({
    turns: TURNS,
    port: () => appendAll(callers, (event) => store.append(newStream(), 'no-stream', [event])),
    bare: () =>
      appendAll(callers, (event) =>
        bare.appendToStream(newStream(), [jsonEvent({ ...event })], { ...options, expectedRevision: NO_STREAM }),
      ),
  });
  const start = await fill(store);
  return [
    { name: 'appends, 1 caller', goal: 0.85, ...appends(1, CALL_BY_CALL) },
    { name: 'appends, 32 callers', goal: 0.85, ...appends(32, CALL_BY_CALL) },
    { name: 'appends, 1 caller, ÷ the client’s batch stream', goal: undefined, ...appends(1, {}) },
    { name: 'appends, 32 callers, ÷ the client’s batch stream', goal: undefined, ...appends(32, {}) },
    {
      name: 'drain, page by page',
      goal: 0.7,
      turns: 1,
      port: () => drain(store, start),
      bare: () => drainBare(bare, start),
    },
  ];
}

async function hold({ name, goal, turns, port, bare }: Contest): Promise<EngineRatio> {
  await port();
  await bare();
  const ports: number[] = [];
  const bares: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const spent = { port: new Spent(port), bare: new Spent(bare) };
    for (let turn = 0; turn < turns; turn++) {
      const order = (round + turn) % 2 === 0 ? [spent.port, spent.bare] : [spent.bare, spent.port];
      for (const side of order) await side.takeTurn();
    }
    ports.push(spent.port.perSecond);
    bares.push(spent.bare.perSecond);
  }
  const rounds = ports.map((speed, round) => speed / (bares[round] ?? Number.NaN));
  return { name, goal, rounds, ratio: median(rounds), port: median(ports), bare: median(bares) };
}

class Spent {
  private done = 0;
  private ms = 0;

  constructor(private readonly turn: () => Promise<number>) {}

  get perSecond(): number {
    return this.done / (this.ms / 1_000);
  }

  async takeTurn(): Promise<void> {
    const started = performance.now();
    this.done += await this.turn();
    this.ms += performance.now() - started;
  }
}

async function appendAll(callers: number, append: (event: NewEvent) => Promise<unknown>): Promise<number> {
  let left = APPENDS_A_TURN;
  const call = async (): Promise<void> => {
    while (left-- > 0) await append(newEvent());
  };
  await Promise.all(Array.from({ length: callers }, call));
  return APPENDS_A_TURN;
}

/** Positions on either side of the events that are drained. */
async function fill(store: EventStoreDbEventStore): Promise<{ after: string; to: string }> {
  await store.logId();
  const after = await store.head();
  let to = after;
  for (let n = 0; n < DRAINED; n += 100) {
    ({ position: to } = await store.append(newStream(), 'no-stream', Array.from({ length: 100 }, newEvent)));
  }
  return { after, to };
}

/** As the runner follows the log. */
async function drain(store: EventStoreDbEventStore, { after, to }: { after: string; to: string }): Promise<number> {
  let seen = 0;
  for await (const page of followLog(store, after)) {
    seen += page.length;
    if ((page.at(-1)?.position ?? to) >= to) break;
  }
  return seen;
}

/** One read of as many, from the same place, listened to in the fastest way the client has. */
async function drainBare(bare: EventStoreDBClient, { after }: { after: string }): Promise<number> {
  const [commit = 0n, prepare = 0n] = after.split('-').map((half) => BigInt(`0x${half}`));
  const reading = bare.readAll({ fromPosition: { commit, prepare }, maxCount: DRAINED });
  let seen = 0;
  await new Promise<void>((resolve, reject) => {
    reading.on('data', () => seen++);
    reading.on('end', resolve).on('error', reject);
  });
  return seen;
}

function newStream(): string {
  return `project-${randomUUID()}`;
}

/** 590 bytes of data, 56 of metadata. */
function newEvent(): NewEvent {
  const data = { title: 'x'.repeat(578) };
  return { id: randomUUID(), type: 'ProjectProposed', data, metadata: { commandId: randomUUID(), n: 1 } };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function printed({ name, ratio, rounds, goal, port, bare }: EngineRatio): string {
  const range = `${Math.min(...rounds).toFixed(2)}–${Math.max(...rounds).toFixed(2)}`;
  const judged = goal === undefined ? '' : ratio >= goal ? `  ≥ ${goal} reached` : `  ≥ ${goal} MISSED`;
  return `${name}: ${ratio.toFixed(2)} (${range})  ${Math.round(port)}/s ÷ ${Math.round(bare)}/s${judged}`;
}

const started = process.argv[1];
if (started !== undefined && import.meta.url === pathToFileURL(started).href) {
  const on = process.env['EVENTSTOREDB_URL'] === undefined ? 'the stand-in' : 'the server of EVENTSTOREDB_URL';
  console.log(`EventStoreDB port ÷ bare client, on ${on}, medians of ${ROUNDS} rounds (range)`);
  for (const ratio of await benchEventStoreDb()) console.log(`  ${printed(ratio)}`);
}
