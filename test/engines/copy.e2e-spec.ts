import { openIdmaj, startWorker } from '#libs/assembly';
import { registerBeneficiary } from '#libs/casework';
import { copyLog } from '#libs/copying';
import { demonstrate } from '#libs/demonstration';
import { EventStoreDbEventStore, type RecordedEvent, SqliteEventStore } from '#libs/event-store';
import { dayInMorocco, readConfiguration } from '#libs/kernel';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from '../support/built.ts';
import { spawnStandIn, type StandInProcess } from '../support/event-store-stand-in/spawn.ts';
import { ferretDbIsHere } from '../support/ferretdb/mongo-for-tests.ts';
import { startFerretDb } from '../support/ferretdb/start.ts';
import { type Environment, startProgram, until } from './programs.ts';

const PATIENCE_MS = 240_000;
const EVERYTHING = 1_000_000;

let folder: string;
let source: readonly RecordedEvent[];
const servers = new Map<StandInProcess, string>();

const data = () => join(folder, 'data');

beforeAll(async () => {
  await built();
  folder = await mkdtemp(join(tmpdir(), 'idmaj-copy-'));
  const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: data() }));
  const worker = startWorker(idmaj);
  const today = dayInMorocco(idmaj.clock.now());
  await demonstrate(idmaj, { seed: 'copied', people: 200, today, settled: () => worker.settled() });
  const registered = (await idmaj.events.readAll('', EVERYTHING)).find(({ type }) => type === 'BeneficiaryRegistered');
  const reading = { what: 'history', people: [registered?.stream.slice(-36) ?? ''], correlationId: randomUUID() };
  await idmaj.readings.record({ ...reading, actor: { id: 'fatima', role: 'auditor', unit: '*' } });
  await worker.stop();
  source = await idmaj.events.readAll('', EVERYTHING);
  await idmaj.close();
}, PATIENCE_MS);
afterEach(async () => {
  await Promise.all([...servers.keys()].map((server) => server.kill()));
  servers.clear();
});
afterAll(() => rm(folder, { recursive: true }));

/** An EventStoreDB that nothing was written to yet. */
async function emptyServer(): Promise<StandInProcess> {
  return serverIn(join(folder, randomUUID()));
}

async function serverIn(place: string, port?: number): Promise<StandInProcess> {
  const server = await spawnStandIn({ folder: place, ...(port !== undefined && { port }) });
  servers.set(server, place);
  return server;
}

async function inStore<T>(url: string, work: (store: EventStoreDbEventStore) => Promise<T>): Promise<T> {
  const store = new EventStoreDbEventStore(url);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const eventsAt = (url: string) => inStore(url, (store) => store.readAll('', EVERYTHING));

/** The words of the one command that "From laptop to cluster" tells to copy with. */
async function copyAsInReadme(): Promise<readonly string[]> {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');
  const words = /`npm run -s idmaj -- (copy[^`]*)`/.exec(readme)?.[1];
  if (words === undefined) throw new Error('The README tells nobody how to copy.');
  return words.split(' ');
}

/** Values that somebody has already, so that nobody else may. */
function identifiersOf(registered: RecordedEvent | undefined) {
  const identifiers = registered?.data['identifiers'];
  if (!Array.isArray(identifiers) || identifiers.length === 0) throw new Error('Nobody has an identifier.');
  return identifiers;
}

function copying(url: string, words: readonly string[] = [], environment: Environment = {}) {
  return startProgram('cli', ['copy', '--to', url, ...words], { IDMAJ_DATA: data(), LANG: 'en', ...environment });
}

async function copied(url: string): Promise<{ code: number | null; said: string }> {
  const program = copying(url);
  const code = await program.ended;
  return { code, said: program.said() };
}

/** All of an event but where its engine keeps it. */
function told(events: readonly RecordedEvent[]) {
  return events.map(({ position: _position, data, metadata, ...rest }) => ({
    ...rest,
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
  }));
}

describe('a copy of the embedded log into an EventStoreDB', () => {
  it(
    'killed twice and started again holds every event once, in the same order, under the same log id',
    async () => {
      const { url } = await emptyServer();
      for (const killedAfter of [100, Math.floor(source.length / 2)]) {
        const program = copying(url);
        await until(async () => ((await eventsAt(url)).length >= killedAfter ? true : undefined));
        await program.kill();
      }
      const before = (await eventsAt(url)).length;
      expect(before).toBeLessThan(source.length);

      const { code, said } = await copied(url);
      expect(said).toContain(`copied ${source.length - before}  there before ${before}`);
      expect(said).toMatch(/embedded +(\d+) +([0-9a-f]{64})\nEventStoreDB +\1 +\2\n.*\nequal\n/);
      expect(code).toBe(0);
      expect(told(await eventsAt(url))).toEqual(told(source));
      expect(await inStore(url, (store) => store.logId())).toBe(source[0]?.data['logId']);

      const again = await copied(url);
      expect(again.said).toContain(`copied 0  there before ${source.length}`);
      expect(again.code).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    'waits out a server that is killed and comes back',
    async () => {
      const server = await emptyServer();
      const program = copying(server.url);
      await until(async () => ((await eventsAt(server.url)).length >= 200 ? true : undefined));
      await server.kill();
      await serverIn(servers.get(server) ?? '', server.port);
      expect(await program.ended).toBe(0);
      expect(told(await eventsAt(server.url))).toEqual(told(source));
    },
    PATIENCE_MS,
  );

  it(
    'leaves a target alone that holds anything else',
    async () => {
      const { url } = await emptyServer();
      const note = { id: randomUUID(), type: 'NoteWritten', data: { text: 'another house' }, metadata: {} };
      await inStore(url, (store) => store.append('case-1', 'no-stream', [note]));
      const { code, said } = await copied(url);
      expect(said).toContain('copy.other-events: Event 1 of the target is not of this log');
      expect(code).toBe(1);
      expect((await eventsAt(url)).map(({ type }) => type)).toEqual(['LogOpened', 'NoteWritten']);
    },
    PATIENCE_MS,
  );

  it(
    'brings what was recorded after an earlier copy, and refuses a target that went on by itself',
    async () => {
      const { url } = await emptyServer();
      const small = join(folder, 'small');
      const record = async (stream: string, expected: number | 'no-stream', texts: readonly string[]) => {
        await mkdir(small, { recursive: true });
        const store = await SqliteEventStore.open(join(small, 'events.sqlite'));
        for (const [index, text] of texts.entries()) {
          const at = expected === 'no-stream' ? index - 1 : expected + index;
          const event = { id: randomUUID(), type: 'NoteWritten', data: { text }, metadata: { by: 'أمينة' } };
          await store.append(stream, at < 0 ? 'no-stream' : at, [event]);
        }
        await store.close();
      };
      const copySmall = async () => {
        const program = copying(url, [], { IDMAJ_DATA: small });
        return { code: await program.ended, said: program.said() };
      };
      // More than one append takes: of many events, and of much data.
      await record('case-1', 'no-stream', [
        ...Array<string>(1_100).fill('visited'),
        ...Array<string>(4).fill('x'.repeat(400_000)),
      ]);
      expect(await copySmall()).toMatchObject({ code: 0, said: expect.stringContaining('copied 1105 ') });
      await record('case-1', 1_103, ['visited again']);
      expect(await copySmall()).toMatchObject({
        code: 0,
        said: expect.stringContaining('copied 1  there before 1105'),
      });

      const own = { id: randomUUID(), type: 'NoteWritten', data: { text: 'by the cluster' }, metadata: {} };
      await inStore(url, (store) => store.append('case-1', 1_104, [own]));
      await record('case-1', 1_104, ['by the old application']);
      const refused = await copySmall();
      expect(refused.said).toContain('copy.other-events: Event 1107 of the target');
      expect(refused.code).toBe(1);
      expect(await eventsAt(url)).toHaveLength(1_107);
    },
    PATIENCE_MS,
  );

  it('is not called equal when somebody goes on recording', async () => {
    const { url } = await emptyServer();
    const busy = await SqliteEventStore.open(join(folder, 'busy.sqlite'));
    const late = { id: randomUUID(), type: 'NoteWritten', data: { text: 'too late' }, metadata: {} };
    let recorded: Promise<unknown> | undefined;
    const outcome = await inStore(url, (store) =>
      copyLog(busy, store, {
        onProgress: (phase) => {
          if (phase === 'comparing') recorded ??= busy.append('case-1', 'no-stream', [late]);
        },
      }),
    );
    await recorded;
    expect(outcome).toMatchObject({ equal: false, source: { events: 2 }, target: { events: 1 } });
    expect(await inStore(url, (store) => copyLog(busy, store))).toMatchObject({ equal: true, before: 1, copied: 1 });
    await busy.close();
  });

  it('says where it looked when there is no log', async () => {
    const nowhere = join(folder, 'nowhere');
    const program = copying('esdb://127.0.0.1:1?tls=false', [], { IDMAJ_DATA: nowhere });
    expect(await program.ended).toBe(1);
    expect(program.said()).toContain(`copy.no-log: There is no log in ${nowhere}`);
  });
});

if (await ferretDbIsHere()) {
  describe('the application started on the copy', () => {
    it(
      'has the same read models on MongoDB, adds nothing by itself, and goes on',
      async () => {
        const { url } = await emptyServer();
        const mongo = await startFerretDb();
        try {
          const environment = { IDMAJ_DATA: data(), EVENTSTOREDB_URL: url, MONGODB_URL: mongo.url, LANG: 'en' };
          const program = startProgram('cli', await copyAsInReadme(), environment);
          const code = await program.ended;
          expect(program.said()).toMatch(/\npeople +\d+ documents +equal\n/);
          expect(program.said()).toMatch(/\naccesses +2 documents +equal\n/);
          expect(program.said()).not.toContain('differs');
          expect(code).toBe(0);
          const compared = startProgram('cli', ['projections', 'compare'], environment);
          expect(await compared.ended).toBe(0);
          expect(compared.said()).toMatch(/^people +equal$/m);

          const idmaj = await openIdmaj(readConfiguration(environment));
          const worker = startWorker(idmaj);
          await worker.settled();
          // The processes have gone through the whole log again: everything they would send was accepted long ago.
          expect(await idmaj.events.readAll('', EVERYTHING)).toHaveLength(source.length);
          const id = randomUUID();
          const actor = { id: 'amina', role: 'social-worker', unit: 'MA-LAA' };
          const name = { arabic: { given: 'مريم', family: 'السالكي' } };
          const fields = { name, sex: 'female', birthDate: '1990-02-01', residence: { province: 'MA-LAA' } };
          const sent = {
            declaration: registerBeneficiary,
            id,
            fields,
            commandId: randomUUID(),
            actor,
            channel: 'http',
          } as const;
          const receipt = await idmaj.desk.send(sent);
          expect(receipt.revision).toBe(0);
          expect(await idmaj.views.waitFor('people', receipt.position, 30_000)).toBe(true);
          const known = source.find(({ data }) => Array.isArray(data['identifiers']) && data['identifiers'].length > 0);
          const repeated = { ...fields, identifiers: identifiersOf(known) };
          const again = { ...sent, id: randomUUID(), commandId: randomUUID(), fields: repeated };
          await expect(idmaj.desk.send(again)).rejects.toMatchObject({ code: expect.stringContaining('identifier') });
          await worker.stop();
          await idmaj.close();
        } finally {
          await mongo.stop();
        }
      },
      PATIENCE_MS,
    );
  });
} else {
  it('cannot run on MongoDB here: install Go 1.24 or newer', () => expect(process.env['CI']).not.toBe('true'));
}
