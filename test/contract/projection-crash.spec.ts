import fc from 'fast-check';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Fact } from '#libs/kernel';
import type { SqliteReadModels } from '#libs/read-models';
import {
  ToolsBought,
  ToolsReturned,
  totals,
  WorkshopClosed,
  WorkshopPainted,
  workshops,
  Workplace,
} from '../support/projection-workplace.ts';

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});
afterEach(() => place.close());

const provinces = ['MA-AGD', 'MA-TIZ', 'MA-LAA'];
const fact: fc.Arbitrary<Fact> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ province: fc.constantFrom(...provinces), centimes: fc.nat(1_000) }).map(ToolsBought),
  },
  {
    weight: 3,
    arbitrary: fc.record({ province: fc.constantFrom(...provinces), centimes: fc.nat(99) }).map(ToolsReturned),
  },
  { weight: 1, arbitrary: fc.constant(WorkshopClosed({})) },
  { weight: 1, arbitrary: fc.constant(WorkshopPainted({ colour: 'blue' })) },
);
const workshop = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ happens: fc.array(fc.tuple(workshop, fact), { minLength: 1, maxLength: 12 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ diesAfter: fc.constantFrom('some documents', 'documents', 'everything'), saves: fc.nat(3) }),
  },
);

/**
 * Writes as a server without transactions does: documents first, parked events and checkpoints after; and dies at a
 * chosen save, at a chosen place in it.
 */
function dyingAt(readModels: SqliteReadModels, saves: number, where: string): { readonly dead: () => boolean } {
  const save = readModels.save.bind(readModels);
  let left = saves;
  let dead = false;
  readModels.save = async (batches) => {
    const isLast = left-- <= 0 && batches.some(({ checkpoint }) => checkpoint);
    if (dead) throw new Error('dead');
    if (!isLast) return save(batches);
    dead = true;
    const documents = batches.map(({ collection, replacements }) => ({
      collection,
      replacements: where === 'some documents' ? replacements.slice(0, replacements.length / 2) : replacements,
    }));
    await save(where === 'everything' ? batches : documents);
    throw new Error('dead');
  };
  return { dead: () => dead };
}

describe('A worker that dies anywhere', () => {
  it('leaves, once another has gone on, the same documents as one that never died', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 12 }),
        fc.constantFrom(2, 5, 300),
        async (steps, pageSize) => {
          const world = await Workplace.open();
          try {
            const readModels = () => world.openReadModels();
            let { saves, where } = { saves: Number.POSITIVE_INFINITY, where: 'everything' };
            for (const one of steps) {
              if ('diesAfter' in one) {
                saves = one.saves;
                where = one.diesAfter;
                continue;
              }
              for (const [id, happened] of one.happens) await world.happened(id, happened);
              const mortal = await readModels();
              const { dead } = dyingAt(mortal, saves, where);
              const runner = world.runner({ readModels: mortal, pageSize, keptDocuments: 4, leaseTtlMs: 100 });
              await runner.start();
              const head = await world.events.head();
              while (!dead() && !(await runner.caughtUpTo(head, 20)));
              await runner.stop();
            }
            const last = world.runner({ leaseTtlMs: 100 });
            await last.start();
            expect(await last.caughtUpTo(await world.events.head(), 10_000)).toBe(true);
            for (const { name } of [workshops, totals]) {
              const documents = await world.documents(name);
              expect(await last.compare(name)).toEqual([]);
              await last.rebuild(name);
              expect(documents).toEqual(await world.documents(name));
            }
          } finally {
            await world.close();
          }
        },
      ),
      { numRuns: 20 },
    );
  }, 120_000);

  it('may be killed again and again while events come in', async () => {
    let happened = 0;
    const buyOne = () => place.happened(`w${happened % 13}`, ToolsBought({ province: 'MA-AGD', centimes: happened++ }));
    for (let kill = 0; kill < 3; kill++) {
      const worker = await startWorker();
      expect(await place.views().waitFor('totals', await buyOne(), 10_000)).toBe(true);
      const until = happened + 120 + kill * 17;
      while (happened < until) await buyOne();
      worker.kill('SIGKILL');
      await once(worker, 'close');
    }
    const runner = place.runner({ leaseTtlMs: 1_000 });
    await runner.start();
    expect(await runner.caughtUpTo(await place.events.head(), 20_000)).toBe(true);
    expect(await place.views().get('totals', 'all')).toEqual({
      id: 'all',
      events: happened,
      centimes: (happened * (happened - 1)) / 2,
    });
    expect(await runner.compare('workshops')).toEqual([]);
    expect(await runner.compare('totals')).toEqual([]);
  }, 60_000);
});

describe('Of two workers', () => {
  it('one waits, and goes on where the other was killed', async () => {
    const first = await startWorker();
    const views = place.views();
    expect(await views.waitFor('totals', await buy(), 5_000)).toBe(true);
    const second = place.runner({ leaseTtlMs: 1_000 });
    await second.start();
    expect(await views.waitFor('totals', await buy(), 5_000)).toBe(true);
    first.kill('SIGKILL');
    await once(first, 'close');
    const killedAt = performance.now();
    expect(await views.waitFor('totals', await buy(), 15_000)).toBe(true);
    expect(performance.now() - killedAt).toBeLessThan(15_000);
    expect(await views.get('totals', 'all')).toMatchObject({ events: 3 });
  }, 30_000);

  it('the other takes over at once when the first stops', async () => {
    const first = place.runner();
    await first.start();
    await first.caughtUpTo(await buy());
    const second = place.runner({ readModels: await place.openReadModels() });
    await second.start();
    await first.stop();
    expect(await place.views().waitFor('workshops', await buy(), 5_000)).toBe(true);
  });

  it('a sleeper that wakes after another took over writes nothing more', async () => {
    const sleeping = await place.openReadModels();
    const save = sleeping.save.bind(sleeping);
    let wake = () => {};
    const asleep = new Promise<void>((fallsAsleep) => {
      sleeping.save = async (batches) => {
        if (!batches.some(({ collection }) => collection.startsWith('totals@')) || wake.name === 'awake')
          return save(batches);
        await new Promise<void>((resolve) => {
          wake = function awake() {
            resolve();
          };
          fallsAsleep();
        });
        return save(batches);
      };
    });
    // It does not renew its lease while it sleeps, as a machine that is suspended does not.
    const lease = sleeping.lease.bind(sleeping);
    sleeping.lease = async (name, holder, ttlMs) => (wake.name === 'awake' ? undefined : lease(name, holder, ttlMs));
    await buy();
    const first = place.runner({ readModels: sleeping, leaseTtlMs: 300 });
    await first.start();
    await asleep;
    const second = place.runner({ leaseTtlMs: 300 });
    await second.start();
    expect(await second.caughtUpTo(await buy(), 10_000)).toBe(true);
    wake();
    await first.stop();
    expect(await second.caughtUpTo(await buy(), 10_000)).toBe(true);
    expect(await place.views().get('totals', 'all')).toMatchObject({ events: 3 });
    expect(await second.compare('totals')).toEqual([]);
  }, 30_000);

  it('both may believe to be the one, and yet nothing is counted twice', async () => {
    const neverRefused = async () => {
      const readModels = await place.openReadModels();
      readModels.lease = async (name, holder) => ({ name, holder, fence: 1 });
      const save = readModels.save.bind(readModels);
      readModels.save = (batches) => save(batches.map(({ lease: _, ...batch }) => batch));
      return readModels;
    };
    const builder = place.runner();
    await builder.start();
    await builder.caughtUpTo(await buy());
    await builder.stop();
    const both = [
      place.runner({ readModels: await neverRefused(), pageSize: 3 }),
      place.runner({ readModels: await neverRefused(), pageSize: 5 }),
    ];
    await Promise.all(both.map((runner) => runner.start()));
    for (let n = 0; n < 300; n++) await buy(`w${n % 5}`);
    const head = await place.events.head();
    expect(await Promise.all(both.map((runner) => runner.caughtUpTo(head, 20_000)))).toEqual([true, true]);
    await Promise.all(both.map((runner) => runner.stop()));
    expect(await place.views().get('totals', 'all')).toMatchObject({ events: 301 });
    expect(await place.runner().compare('workshops')).toEqual([]);
  }, 30_000);
});

function buy(id = 'a'): Promise<string> {
  return place.happened(id, ToolsBought({ province: 'MA-AGD', centimes: 1 }));
}

async function startWorker(): Promise<ChildProcess> {
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const node = ['--disable-warning=ExperimentalWarning'];
  const program = [here('../support/event-store-stand-in/launch.mjs'), here('../support/projection-worker.ts')];
  const worker = spawn(process.execPath, [...node, ...program, place.folder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(worker, 'message');
  return worker;
}
