import { type Idmaj, openIdmaj } from '#libs/assembly';
import { FileRead } from '#libs/casework';
import { readConfiguration } from '#libs/kernel';
import { projections, readingsAbout, readingsBy } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { createApi } from '../../apps/api/src/create-api.ts';

/**
 * What the record of readings costs, and how quickly a million of them are asked:
 * `node test/support/event-store-stand-in/launch.mjs test/bench/access.ts [accesses]`
 */
const ACCESSES = Number(process.argv[2] ?? 1_000_000);
const CALLERS = 32;
const ROUNDS = 7;
const READS = 1_600;
const PAGE = 200;
const PEOPLE = 2_000;
const READERS = 300;
const BUSY = 'salma';
const folder = await mkdtemp(join(tmpdir(), 'idmaj-bench-access-'));
const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder }));
const runner = new ProjectionRunner({ ...idmaj, projections });
await runner.start();

const person = await registerSomeone(idmaj);
await costOfRecording();
await tellMillion();
await runner.stop();
await idmaj.close();
await rm(folder, { recursive: true });

/** 32 callers read one case over HTTP, with and without the record, round by round. */
async function costOfRecording(): Promise<void> {
  const token = (await idmaj.identity.issuer?.issue({ id: 'nadia', role: 'auditor', unit: '*' })) ?? '';
  const nothing = { record: () => Promise.resolve() };
  const apis = await Promise.all([idmaj, { ...idmaj, readings: nothing }].map((parts) => createApi(parts)));
  await Promise.all(apis.map((api) => api.listen(0, '127.0.0.1')));
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const [withRecord = [], without = []] = [[], []] as number[][];
  for (let round = 0; round <= ROUNDS; round++) {
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    for (const index of order) {
      const address = `${(await apis[index]?.getUrl()) ?? ''}/v1/beneficiaries/${person}`;
      const seconds = await inSeconds(() => readBy(CALLERS, () => get(agent, address, token)));
      if (round > 0) (index === 0 ? withRecord : without).push(READS / seconds);
    }
  }
  const ratio = withRecord.map((rate, round) => (without[round] ?? 0) / rate);
  console.log(`reading a person, ${CALLERS} callers, medians of ${ROUNDS} interleaved rounds of ${READS}`);
  console.log(`  without the record ${median(without).toFixed(0)}/s, with it ${median(withRecord).toFixed(0)}/s`);
  console.log(`  cost × ${median(ratio).toFixed(2)} (rounds ${ratio.map((one) => one.toFixed(2)).join(' ')})`);
  await Promise.all(apis.map((api) => api.close()));
  agent.destroy();
}

/** Half of all accesses are of one person and by one reader; the rest is spread. */
async function tellMillion(): Promise<void> {
  const people = Array.from({ length: PEOPLE }, () => randomUUID());
  const stream = `access-${randomUUID()}`;
  const told = await inSeconds(async () => {
    for (let written = 0; written < ACCESSES; written += PAGE) {
      const facts = Array.from({ length: PAGE }, (_, n) => access(written + n, people));
      await idmaj.events.append(stream, written === 0 ? 'no-stream' : written - 1, facts);
    }
  });
  const head = await idmaj.events.head();
  const projected = await inSeconds(() => idmaj.views.waitFor('accesses', head, 3_600_000));
  console.log(`${ACCESSES} accesses: recorded in ${told.toFixed(0)} s, projected ${projected.toFixed(0)} s later`);
  const questions = {
    'of the most read person': readingsAbout(person),
    'of someone else': readingsAbout(people[7] ?? ''),
    'by the busiest reader': readingsBy(BUSY),
    'by someone else': readingsBy('reader-7'),
  };
  for (const [name, prefix] of Object.entries(questions)) {
    const times: number[] = [];
    for (let n = 0; n < 20; n++) times.push((await inSeconds(() => walk(prefix))) * 1_000);
    console.log(
      `  first and second page ${name}: median ${median(times).toFixed(1)} ms, worst ${Math.max(...times).toFixed(1)} ms`,
    );
  }
}

async function walk(prefix: string): Promise<void> {
  const query = {
    where: [{ field: 'id', prefix }],
    sort: { field: 'id', descending: true },
    limit: 50,
  };
  const { items, next } = await idmaj.views.find('accesses', query);
  if (items.length === 0) throw new Error('Nobody looked.');
  if (next) await idmaj.views.find('accesses', { ...query, after: next });
}

function access(n: number, people: readonly string[]) {
  const id = randomUUID();
  const busy = n % 2 === 0;
  return idmaj.codec.encode(id, FileRead({ what: 'cases/{id}' }), {
    ...{ commandId: id, commandDigest: '', command: 'read', correlationId: id, causationId: id },
    actor: { id: busy ? BUSY : `reader-${n % READERS}`, role: 'social-worker', unit: 'MA-LAA' },
    occurredOn: '2026-03-02',
    recordedAt: '2026-03-02T10:00:00.000Z',
    subjects: [busy ? person : (people[n % PEOPLE] ?? person)],
    channel: 'http',
  });
}

async function registerSomeone({ desk, views }: Idmaj): Promise<string> {
  const { registerBeneficiary } = await import('#libs/casework');
  const id = randomUUID();
  const fields = {
    name: { arabic: { given: 'أمينة', family: 'الإدريسي' }, latin: { given: 'Amina', family: 'El Idrissi' } },
    ...{ sex: 'female', birthDate: '1991-04-12', residence: { province: 'MA-LAA' } },
  };
  const actor = { id: 'amina', role: 'social-worker', unit: 'MA-LAA' };
  const sent = {
    declaration: registerBeneficiary,
    id,
    fields,
    commandId: randomUUID(),
    actor,
    channel: 'http',
  } as const;
  const { position } = await desk.send(sent);
  await views.waitFor('people', position, 10_000);
  return id;
}

async function readBy(callers: number, read: () => Promise<void>): Promise<void> {
  let left = READS;
  const caller = async () => {
    while (left-- > 0) await read();
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

function get(agent: Agent, address: string, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(String(response.statusCode))),
      );
    });
    asked.once('error', reject).end();
  });
}

async function inSeconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
