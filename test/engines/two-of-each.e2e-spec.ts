import { addDays, dayInMorocco } from '#libs/kernel';
import { randomUUID } from 'node:crypto';
import { ferretDbIsHere } from '../support/ferretdb/mongo-for-tests.ts';
import type { Api, As } from './api.ts';
import { Cluster } from './cluster.ts';
import { GENERAL, oneLife, registration, WORKER } from './one-life.ts';
import { type Program, until } from './programs.ts';

const PATIENCE_MS = 240_000;
const TAKEN_OVER_MS = 15_000;
const IN_REACH_MS = 2_000;
const ELSEWHERE: As = ['social-worker', 'MA-OUD'];

let cluster: Cluster;
let apis: readonly [Api, Api];
let workers: readonly [Program, Program];

const since = addDays(dayInMorocco(new Date().toISOString()), -1);

async function send(api: Api, as: As, address: string, fields: object): Promise<number | undefined> {
  return (await api.post(as, address, fields))?.status;
}

async function timeUntil(ask: () => Promise<boolean>): Promise<number> {
  const begun = performance.now();
  await until(async () => ((await ask()) ? true : undefined));
  return performance.now() - begun;
}

/** Somebody who has left prison but for the last step, which a process answers with the hand-over. */
async function somebodyInside(): Promise<{ person: string; release: () => Promise<number | undefined> }> {
  const { person, steps } = oneLife();
  for (const step of steps.slice(0, 3)) expect(await send(apis[0], step.as, step.to, step.fields)).toBe(201);
  const last = steps.at(-1);
  if (last === undefined) throw new Error('A life has an end.');
  return { person, release: () => send(apis[1], last.as, last.to, last.fields) };
}

const isShown = async (api: Api, id: string) => (await api.get(GENERAL, `/v1/beneficiaries/${id}`))?.status === 200;

if (await ferretDbIsHere()) {
  beforeAll(async () => {
    cluster = await Cluster.start();
    apis = await Promise.all([cluster.api(), cluster.api()]);
    const first = await cluster.worker();
    const id = randomUUID();
    await send(apis[0], WORKER, `/v1/beneficiaries/${id}/register-beneficiary`, registration());
    await until(async () => ((await isShown(apis[1], id)) ? true : undefined));
    // The first holds both leases by now; the second has to wait.
    workers = [first, await cluster.worker()];
  }, PATIENCE_MS);
  afterAll(() => cluster.end());

  describe('two apis and two workers on the same engines', () => {
    it(
      'agree on who is within reach, two seconds after a move at the latest',
      async () => {
        const [here, there] = apis;
        const id = randomUUID();
        const address = (command: string) => `/v1/beneficiaries/${id}/${command}`;
        expect(await send(here, WORKER, address('register-beneficiary'), registration())).toBe(201);
        let number = Number.parseInt(id.slice(0, 5), 16);
        const addPaper = (as: As) =>
          send(there, as, address('add-identifier'), { type: 'cin', value: `SH${number++}` });
        // Both are known there before the move.
        expect(await addPaper(WORKER)).toBe(201);
        expect(await addPaper(ELSEWHERE)).toBe(404);
        const moved = performance.now();
        expect(await send(here, WORKER, address('change-residence'), { province: 'MA-OUD', since })).toBe(201);
        await until(async () => ((await addPaper(WORKER)) === 404 ? true : undefined));
        expect(await addPaper(ELSEWHERE)).toBe(201);
        expect(performance.now() - moved).toBeLessThan(IN_REACH_MS + 500);
        await until(async () =>
          (await there.get(ELSEWHERE, `/v1/beneficiaries/${id}`))?.status === 200 ? true : undefined,
        );
        await until(async () =>
          (await there.get(WORKER, `/v1/beneficiaries/${id}`))?.status === 404 ? true : undefined,
        );
      },
      PATIENCE_MS,
    );

    it(
      'decide the same person’s commands one after the other, whichever they are sent to',
      async () => {
        const id = randomUUID();
        const register = (api: Api) =>
          send(api, WORKER, `/v1/beneficiaries/${id}/register-beneficiary`, registration());
        const outcomes = await Promise.all([...apis, ...apis, ...apis].map(register));
        expect(outcomes.filter((status) => status === 201)).toHaveLength(1);
        expect(outcomes.filter((status) => status === 409)).toHaveLength(5);
      },
      PATIENCE_MS,
    );

    it(
      'let the second worker take over within fifteen seconds when the first is killed, read models and processes alike',
      async () => {
        const inside = await somebodyInside();
        const other = await somebodyInside();
        expect(await other.release()).toBe(201);
        await workers[0].kill();
        const killed = performance.now();
        expect(await inside.release()).toBe(201);
        const centres = async (person: string) =>
          (await cluster.events()).filter(
            ({ type, stream }) => type === 'CaseHandedOver' && stream === `case-${person}`,
          );
        const shown = timeUntil(async () => {
          const answer = await apis[0].get(WORKER, `/v1/cases/${inside.person}`);
          return answer?.body['phase'] === 'released';
        });
        const handedOver = timeUntil(async () => (await centres(inside.person)).length > 0);
        expect(await shown).toBeLessThan(TAKEN_OVER_MS);
        expect(await handedOver).toBeLessThan(TAKEN_OVER_MS);
        expect(performance.now() - killed).toBeLessThan(TAKEN_OVER_MS);
        for (const { person } of [inside, other]) {
          await until(async () => ((await centres(person)).length > 0 ? true : undefined));
          expect(await centres(person)).toHaveLength(1);
        }
        const { code, said } = await cluster.idmaj('projections', 'compare');
        expect({ code, said }).toEqual({ code: 0, said: expect.not.stringContaining('differs') });
      },
      PATIENCE_MS,
    );
  });
} else {
  it('cannot run on MongoDB here: install Go 1.24 or newer', () => expect(process.env['CI']).not.toBe('true'));
}
