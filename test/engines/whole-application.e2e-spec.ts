import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ferretDbIsHere } from '../support/ferretdb/mongo-for-tests.ts';
import { makeLists, writeList } from '../support/prison-lists.ts';
import type { Api } from './api.ts';
import { Cluster } from './cluster.ts';
import { BUDGET, GENERAL, oneLife, type OneLife, type Step, WORKER } from './one-life.ts';
import { type Program, until } from './programs.ts';

const PATIENCE_MS = 240_000;
/** How late the event store answers while something is killed. */
const LATE_MS = 1_500;
const API_DIES_AT = ['BeneficiaryRegistered', 'DiagnosisSubmitted', 'ProjectProposed', 'ProjectApproved'];
const WORKER_DIES_AT: Readonly<Record<string, string>> = {
  ProjectSubmitted: 'FundsReserved',
  ReleaseRecorded: 'CaseHandedOver',
};
const BY_PROCESSES = ['FundsReserved', 'FundsCommitted', 'DiagnosisDueSet', 'CaseHandedOver'];
/** On her case, when it is reserved and when it is committed. */
const MONEY_NOTED = ['ProjectMoneyNoted', 'ProjectMoneyNoted'];
/** Every event of her life. */
const TOLD = [...oneLife().steps.flatMap(({ events }) => events), ...BY_PROCESSES, ...MONEY_NOTED].toSorted();

let cluster: Cluster;
let api: Api;
let worker: Program;

/** Sends until an answer comes, as every client should: the same key again. */
async function say(step: Step, key: string = randomUUID()): Promise<void> {
  const answer = await until(async () => {
    const given = await api.post(step.as, step.to, step.fields, key);
    return given === undefined || given.status === 503 ? undefined : given;
  });
  if (answer.status >= 300) throw new Error(`${step.to}: ${JSON.stringify(answer.body)}`);
  expect(answer.body['events']).toEqual(step.events);
}

const agreementOf = async ({ agreement }: OneLife) => (await api.get(GENERAL, `/v1/agreements/${agreement}`))?.body;

/** By a process, a moment after the project was submitted. */
async function moneyIsReserved(life: OneLife): Promise<void> {
  await until(async () => ((await agreementOf(life))?.['reservedCentimes'] === BUDGET ? true : undefined));
}

/** The event store has taken what the api wrote, and the api is gone before it hears so. */
async function apiIsKilledIn(step: Step, key: string): Promise<void> {
  await cluster.eventStore.misbehave({ answerAppendsAfterMs: LATE_MS });
  const { appends } = await cluster.eventStore.seen();
  const sent = api.post(step.as, step.to, step.fields, key);
  await until(async () => ((await cluster.eventStore.seen()).appends > appends ? true : undefined));
  await api.program.kill();
  expect(await sent).toBeUndefined();
  await cluster.eventStore.misbehave({});
  api = await cluster.api();
}

/** The worker is gone between writing what the step caused and noting how far it is. */
async function workerIsKilledAfter(step: Step, key: string, life: OneLife, caused: string): Promise<void> {
  await cluster.eventStore.misbehave({ answerAppendsAfterMs: LATE_MS });
  await say(step, key);
  await until(async () => ((await eventsOf(life)).some(({ type }) => type === caused) ? true : undefined));
  await worker.kill();
  await cluster.eventStore.misbehave({});
  worker = await cluster.worker();
}

async function endsWell(life: OneLife): Promise<void> {
  await until(async () => ((await agreementOf(life))?.['committedCentimes'] === BUDGET ? true : undefined));
  const released = await until(async () => {
    const file = (await api.get(WORKER, `/v1/cases/${life.person}`))?.body;
    return file?.['phase'] === 'released' && file['centre'] === 'CAR-AGA' ? file : undefined;
  });
  expect(released).toMatchObject({ open: true });
  expect((await api.get(WORKER, `/v1/beneficiaries/${life.person}`))?.body).toMatchObject({ status: 'released' });
  await until(async () => ((await typesOf(life)).length >= TOLD.length ? true : undefined));
  expect(await typesOf(life)).toEqual(TOLD);
}

async function typesOf(life: OneLife): Promise<readonly string[]> {
  return (await eventsOf(life)).map(({ type }) => type).toSorted();
}

async function eventsOf({ person, agreement, project }: OneLife) {
  const mine = [person, agreement, project];
  return (await cluster.events()).filter(
    ({ stream }) => mine.some((id) => stream.endsWith(id)) && !stream.startsWith('claim-'),
  );
}

async function readModelsAreRight(): Promise<void> {
  const { code, said } = await cluster.idmaj('projections', 'compare');
  expect(said).not.toContain('differs');
  expect(code).toBe(0);
}

if (await ferretDbIsHere()) {
  beforeAll(async () => {
    cluster = await Cluster.start();
    api = await cluster.api();
    worker = await cluster.worker();
  }, PATIENCE_MS);
  afterAll(() => cluster.end());

  describe('the whole application on EventStoreDB and MongoDB', () => {
    it(
      'takes a person from prison to a project of her own and out, and shows it',
      async () => {
        const life = oneLife();
        for (const step of life.steps) {
          if (step.needsReserved) await moneyIsReserved(life);
          await say(step);
        }
        await endsWell(life);
      },
      PATIENCE_MS,
    );

    it(
      'loses and doubles nothing when api and worker are killed in the middle of her life',
      async () => {
        const life = oneLife();
        for (const step of life.steps) {
          if (step.needsReserved) await moneyIsReserved(life);
          const key = randomUUID();
          const [event = ''] = step.events;
          if (API_DIES_AT.includes(event)) await apiIsKilledIn(step, key);
          const caused = WORKER_DIES_AT[event];
          if (caused !== undefined) await workerIsKilledAfter(step, key, life, caused);
          await say(step, key);
        }
        await endsWell(life);
        await readModelsAreRight();
      },
      PATIENCE_MS,
    );

    it(
      'takes a prison’s list by command line while it runs, and the same list again changes nothing',
      async () => {
        const { admissions } = makeLists(7, 40);
        const list = await writeList(join(cluster.folder, 'admissions.csv'), 'admission', admissions.lines);
        const first = await cluster.idmaj('import', 'admissions', list);
        expect(first.said).toMatch(new RegExp(`applied ${admissions.admitted}  repeated ${admissions.repeated} `));
        const before = (await cluster.events()).length;
        const again = await cluster.idmaj('import', 'admissions', list);
        expect(again.said).toMatch(/applied 0 /);
        const since = (await cluster.events()).slice(before);
        expect(since.filter(({ metadata }) => metadata['channel'] === 'import')).toEqual([]);
        const shown = await api.get(GENERAL, '/v1/beneficiaries?status=inside&limit=100');
        expect((shown?.body['items'] as unknown[]).length).toBe(admissions.admitted);
      },
      PATIENCE_MS,
    );

    it('leaves in good order within ten seconds when told to', async () => {
      const codes = await Promise.all([api.program.stop(), worker.stop()]);
      expect(codes).toEqual([0, 0]);
    }, 20_000);
  });
} else {
  it('cannot run on MongoDB here: install Go 1.24 or newer', () => expect(process.env['CI']).not.toBe('true'));
}
