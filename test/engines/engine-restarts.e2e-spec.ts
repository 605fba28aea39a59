import { randomUUID } from 'node:crypto';
import { ferretDbIsHere } from '../support/ferretdb/mongo-for-tests.ts';
import type { Answer, Api } from './api.ts';
import { Cluster } from './cluster.ts';
import { GENERAL, registration, WORKER } from './one-life.ts';
import { type Program, soon, until } from './programs.ts';

const PATIENCE_MS = 240_000;
const SENDERS = 8;

let cluster: Cluster;
let api: Api;
let worker: Program;

const loads: Load[] = [];

/** Registers people one after another, each until the answer is 201 or 200, and keeps count of what it was told. */
class Load {
  readonly registered: string[] = [];
  readonly turnedAway: Answer[] = [];
  readonly surprises: string[] = [];
  unanswered = 0;
  newest = '';
  private going = true;
  private isGivenUp = false;
  private readonly senders = Array.from({ length: SENDERS }, () => this.send());

  constructor() {
    loads.push(this);
  }

  async stop(): Promise<void> {
    this.going = false;
    await Promise.all(this.senders);
  }

  giveUp(): void {
    this.going = false;
    this.isGivenUp = true;
  }

  /** Resolves when so many more have been registered. */
  async goesOn(people = 3 * SENDERS): Promise<void> {
    const goal = this.registered.length + people;
    await until(async () => (this.registered.length >= goal ? true : undefined));
  }

  private async send(): Promise<void> {
    while (this.going) await this.register(randomUUID(), randomUUID());
  }

  /** The same key again until it is answered, as every client should. */
  private async register(id: string, key: string): Promise<void> {
    while (!this.isGivenUp) {
      const answer = await api.post(WORKER, `/v1/beneficiaries/${id}/register-beneficiary`, registration(), key);
      if (answer?.status === 201 || answer?.status === 200) {
        this.registered.push(id);
        const position = String(answer.body['position']);
        if (position > this.newest) this.newest = position;
        return;
      }
      if (answer === undefined) {
        this.unanswered++;
        await soon();
      } else if (answer.status === 503) this.turnedAway.push(answer);
      else return void this.surprises.push(JSON.stringify(answer));
    }
  }
}

async function isReady(): Promise<number | undefined> {
  return (await api.get(GENERAL, '/health/ready'))?.status;
}

/** Everybody who was acknowledged is in the log once and is shown, and nobody else. */
async function everybodyIsThereOnce(load: Load): Promise<void> {
  const registered = (await cluster.events()).filter(({ type }) => type === 'BeneficiaryRegistered');
  const inLog = registered.map(({ stream }) => stream.replace('beneficiary-', '')).toSorted();
  expect(inLog).toEqual(loads.flatMap(({ registered }) => registered).toSorted());
  const shown = new Set<unknown>();
  let query = `limit=100&position=${encodeURIComponent(load.newest)}`;
  for (;;) {
    const page = await until(async () => {
      const answer = await api.get(GENERAL, `/v1/beneficiaries?${query}`);
      return answer?.status === 200 ? answer.body : undefined;
    });
    for (const { id } of page['items'] as { id: string }[]) shown.add(id);
    if (typeof page['next'] !== 'string') break;
    query = `limit=100&cursor=${encodeURIComponent(page['next'])}`;
  }
  expect([...shown].toSorted()).toEqual(inLog);
  const { code, said } = await cluster.idmaj('projections', 'compare');
  expect({ code, said }).toEqual({ code: 0, said: expect.not.stringContaining('differs') });
}

if (await ferretDbIsHere()) {
  beforeAll(async () => {
    cluster = await Cluster.start();
    api = await cluster.api();
    worker = await cluster.worker();
  }, PATIENCE_MS);
  afterAll(() => cluster.end());
  // Also after a failure, or it would go on for ever.
  afterEach(() => loads.forEach((load) => load.giveUp()));

  describe('an engine that is killed under load and started again', () => {
    it(
      'as event store: commands are answered 503 with Retry-After, nothing is lost or doubled, work resumes by itself',
      async () => {
        const load = new Load();
        await load.goesOn();
        await cluster.killEventStore();
        await until(async () => (load.turnedAway.length >= 2 * SENDERS ? true : undefined));
        expect(await isReady()).toBe(503);
        await cluster.startEventStore();
        await load.goesOn();
        await load.stop();
        expect([load.surprises, load.unanswered]).toEqual([[], 0]);
        for (const { headers, body } of load.turnedAway) {
          expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
          expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
          expect(body['code']).toMatch(/^service\.(unavailable|outcome-unknown)$/);
        }
        await everybodyIsThereOnce(load);
        await until(async () => ((await isReady()) === 200 ? true : undefined));
      },
      PATIENCE_MS,
    );

    it(
      'as MongoDB: commands go on, questions are answered 503 with Retry-After, and the read models catch up by themselves',
      async () => {
        const load = new Load();
        await load.goesOn();
        await cluster.killMongo();
        const refused = await until(async () => {
          const answer = await api.get(GENERAL, '/v1/beneficiaries?limit=1');
          return answer?.status === 200 ? undefined : answer;
        });
        expect(refused).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
        expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(await isReady()).toBe(503);
        await load.goesOn();
        await cluster.startMongo();
        await load.goesOn();
        await load.stop();
        expect([load.surprises, load.unanswered, load.turnedAway]).toEqual([[], 0, []]);
        await everybodyIsThereOnce(load);
        await until(async () => ((await isReady()) === 200 ? true : undefined));
      },
      PATIENCE_MS,
    );

    it(
      'with everything else, as a power cut does: programs that start before their engines work once these are there',
      async () => {
        const load = new Load();
        await load.goesOn();
        const ends = [cluster.killEventStore(), cluster.killMongo(), api.program.kill(), worker.kill()];
        await Promise.all(ends);
        [api, worker] = await Promise.all([cluster.api(), cluster.worker()]);
        expect((await api.get(GENERAL, '/health/live'))?.status).toBe(200);
        expect(await isReady()).toBe(503);
        await until(async () => (worker.said().includes('MongoDB does not answer') ? true : undefined));
        await Promise.all([cluster.startEventStore(), cluster.startMongo()]);
        await load.goesOn();
        await load.stop();
        expect(load.surprises).toEqual([]);
        await everybodyIsThereOnce(load);
        await until(async () => ((await isReady()) === 200 ? true : undefined));
      },
      PATIENCE_MS,
    );
  });
} else {
  it('cannot run on MongoDB here: install Go 1.24 or newer', () => expect(process.env['CI']).not.toBe('true'));
}
