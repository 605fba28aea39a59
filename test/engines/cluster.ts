import { EventStoreDbEventStore, type RecordedEvent } from '#libs/event-store';
import { LocalIssuer } from '#libs/identity';
import { SystemClock } from '#libs/kernel';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from '../support/built.ts';
import { spawnStandIn, type StandInProcess } from '../support/event-store-stand-in/spawn.ts';
import { type FerretDb, startFerretDb } from '../support/ferretdb/start.ts';
import { freePort } from '../support/free-port.ts';
import { type Api, apiAt } from './api.ts';
import { type Environment, hasSaid, type Program, startProgram } from './programs.ts';

const EVERYTHING = 1_000_000;

/**
 * The application as it runs in earnest, each part its own process: api and worker from `dist` on an EventStoreDB
 * (the stand-in) and a MongoDB (FerretDB), any of which can be killed and started again.
 */
export class Cluster {
  private readonly programs: Program[] = [];
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(
    readonly folder: string,
    readonly environment: Environment,
    private readonly issuer: LocalIssuer,
    public eventStore: StandInProcess,
    public mongo: FerretDb,
  ) {}

  static async start(): Promise<Cluster> {
    await built();
    const folder = await mkdtemp(join(tmpdir(), 'idmaj-cluster-'));
    const data = join(folder, 'data');
    await mkdir(data);
    const eventStore = await spawnStandIn({ folder: join(folder, 'event-store') });
    const mongo = await startFerretDb({ dataDir: join(folder, 'mongo') });
    const environment = { IDMAJ_DATA: data, EVENTSTOREDB_URL: eventStore.url, MONGODB_URL: mongo.url, LANG: 'en' };
    const issuer = await LocalIssuer.open(data, new SystemClock(), { create: true });
    return new Cluster(folder, environment, issuer, eventStore, mongo);
  }

  async api(): Promise<Api> {
    const port = await freePort();
    const program = this.run('api', [], { PORT: String(port) });
    await hasSaid(program, 'The API listens on');
    return apiAt(`http://127.0.0.1:${port}`, program, (role, unit) => this.token(role, unit));
  }

  async worker(): Promise<Program> {
    const program = this.run('worker');
    await hasSaid(program, 'Following the log');
    return program;
  }

  /** `idmaj` with these words, to its end. */
  async idmaj(...words: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
    const program = this.run('cli', words);
    return { code: await program.ended, said: program.said() };
  }

  /** SIGKILL; `startEventStore` brings it back with what it had acknowledged. */
  async killEventStore(): Promise<void> {
    await this.eventStore.kill();
  }

  async startEventStore(): Promise<void> {
    this.eventStore = await spawnStandIn({ folder: join(this.folder, 'event-store'), port: this.eventStore.port });
  }

  async killMongo(): Promise<void> {
    await this.mongo.kill();
  }

  async startMongo(): Promise<void> {
    this.mongo = await startFerretDb({ dataDir: this.mongo.dataDir, port: this.mongo.port });
  }

  /** Everything the event store holds, read past the application. */
  async events(): Promise<readonly RecordedEvent[]> {
    const store = new EventStoreDbEventStore(this.eventStore.url);
    try {
      return await store.readAll('', EVERYTHING);
    } finally {
      await store.close();
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.kill()));
    await this.eventStore.kill();
    await this.mongo.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A person of each role and unit. */
  private token(role: string, unit: string): Promise<string> {
    const id = `${role}-of-${unit === '*' ? 'all' : unit}`;
    const token = this.tokens.get(id) ?? this.issuer.issue({ id, role, unit });
    this.tokens.set(id, token);
    return token;
  }

  private run(app: string, words: readonly string[] = [], more: Environment = {}): Program {
    const program = startProgram(app, words, { ...this.environment, ...more });
    this.programs.push(program);
    return program;
  }
}
