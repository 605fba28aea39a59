import { openIdmaj, startWorker } from '#libs/assembly';
import { type Aggregate, type AnyAggregate, beneficiary, caseFile, commands, custody, project } from '#libs/casework';
import { demonstrate } from '#libs/demonstration';
import { type Envelope, LOG_STREAM } from '#libs/event-store';
import { dayInMorocco, readConfiguration, SetClock } from '#libs/kernel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NOW = '2026-03-02T09:00:00.000Z';
const MOST_EVENTS = 100_000;
const PATIENCE_MS = 60_000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-demonstration-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface How {
  readonly dataFolder?: string;
  readonly now?: string;
  readonly seed?: string;
  readonly people?: number;
}

async function told({ dataFolder = 'data', now = NOW, seed = 'south', people }: How = {}) {
  const clock = new SetClock(now);
  const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: join(folder, dataFolder) }), { clock });
  const alarms: unknown[] = [];
  const worker = startWorker(idmaj, (alarm) => alarms.push(alarm));
  try {
    const options = { seed, people, today: dayInMorocco(now), settled: () => worker.settled() };
    const story = await demonstrate(idmaj, options);
    const states = async <S>(aggregate: Aggregate<S>) => {
      const ids = new Set(
        events.map(({ stream }) => stream).filter((stream) => stream.startsWith(`${aggregate.kind}-`)),
      );
      const folded = [...ids].map((stream) =>
        idmaj.folded.get(aggregate as AnyAggregate, stream.slice(aggregate.kind.length + 1)),
      );
      return (await Promise.all(folded)).map(({ state }) => state as S);
    };
    const events = await idmaj.events.readAll('', MOST_EVENTS);
    await demonstrate(idmaj, options);
    return {
      story,
      alarms,
      events,
      toldTwice: (await idmaj.events.readAll('', MOST_EVENTS)).length - events.length,
      projects: count(await states(project), ({ status }) => status),
      custodies: count(await states(custody), ({ status }) => status),
      cases: count(await states(caseFile), (file) => (file.status === 'open' ? file.phase : file.status)),
      steps: count(await states(project), (one) =>
        one.status === 'submitted' ? String(one.steps.length) : one.status,
      ),
      sexes: count(await states(beneficiary), (person) => (person.status === 'none' ? 'none' : person.sex)),
    };
  } finally {
    await worker.stop();
    await idmaj.close();
  }
}

function count<T>(all: readonly T[], key: (one: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of all) counts[key(one)] = (counts[key(one)] ?? 0) + 1;
  return counts;
}

describe('the demonstration', () => {
  it(
    'tells a foundation at every step of its work, without one refusal',
    async () => {
      const { story, alarms, custodies, projects, steps, sexes, cases, events } = await told();
      expect(alarms).toEqual([]);
      expect(story).toMatchObject({ people: 200, women: 30, children: 7, agreements: 7 });
      expect(sexes).toEqual({ female: 30, male: 170 });
      expect(custodies).toEqual({ inside: 200 - story.released, released: story.released });
      for (const phase of ['detention', 'pre-release', 'released', 'closed']) expect(cases[phase]).toBeGreaterThan(0);
      for (const status of ['draft', 'submitted', 'approved', 'rejected', 'withdrawn'])
        expect(projects[status]).toBeGreaterThan(0);
      for (const taken of ['0', '1', '2', '3', '4']) expect(steps[taken]).toBeGreaterThan(0);
      const types = count(events, ({ type }) => type);
      expect(types).toMatchObject({ ReleaseCorrected: 1, ReleaseVoided: 1, CaseClosed: 6, ClosureRequested: 8 });
      for (const type of ['FundingRefused', 'RevisionRequested', 'FundsCommitted', 'FundsReleased', 'CaseHandedOver']) {
        expect(types[type]).toBeGreaterThan(0);
      }
    },
    PATIENCE_MS,
  );

  it(
    'frees many by one pardon, under one batch id',
    async () => {
      const { events } = await told();
      const pardoned = events.filter(({ data }) => data['reason'] === 'royal-pardon');
      expect(pardoned.length).toBeGreaterThan(20);
      expect(new Set(pardoned.map(({ data }) => data['batchId'])).size).toBe(1);
      expect(new Set(pardoned.map(({ data }) => data['releasedOn'])).size).toBe(1);
    },
    PATIENCE_MS,
  );

  it(
    'is told by commands alone: each event says which command stated it, and which role sent that',
    async () => {
      const { events } = await told({ people: 40 });
      const declared = new Map(commands.map(({ name, sentBy }) => [name, sentBy]));
      for (const { type, stream, metadata } of events) {
        if (stream === LOG_STREAM || stream.startsWith('claim-')) continue;
        const { command, actor, channel } = metadata as unknown as Envelope;
        expect([type, declared.get(command)]).toEqual([type, expect.arrayContaining([actor.role])]);
        expect(channel).toBe(actor.role === 'process' ? 'process' : 'demonstration');
      }
    },
    PATIENCE_MS,
  );

  it(
    'is the same for the same seed, another for another, and told twice changes nothing',
    async () => {
      const people = 40;
      const one = await told({ people, dataFolder: 'one' });
      const same = await told({ people, dataFolder: 'same' });
      const other = await told({ people, dataFolder: 'other', seed: 'elsewhere' });
      const ids = ({ events }: typeof one) =>
        events
          .map(({ stream }) => stream)
          .filter((stream) => !stream.startsWith('claim-'))
          .sort();
      expect(ids(same)).toEqual(ids(one));
      expect(ids(other)).not.toEqual(ids(one));
      expect([one.toldTwice, same.toldTwice, other.toldTwice]).toEqual([0, 0, 0]);
    },
    PATIENCE_MS,
  );

  it.each(['2026-11-24T22:00:00.000Z', '2027-01-01T00:30:00.000Z', '2028-02-29T12:00:00.000Z'])(
    'breaks no rule when it is told at %s',
    async (now) => {
      const { alarms, projects } = await told({ now, seed: now, people: 120 });
      expect(alarms).toEqual([]);
      expect(projects['approved']).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});
