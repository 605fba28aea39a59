import { randomUUID } from 'node:crypto';
import { projection, UnknownCollection } from '#libs/read-models';
import { ToolsBought, totals, workshops, Workplace } from '../support/projection-workplace.ts';

const bought = (centimes: number) => ToolsBought({ province: 'MA-AGD', centimes });

/** What some wait for and another brings about. */
class Moment {
  come = () => {};
  readonly came = new Promise<void>((resolve) => (this.come = resolve));
}

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});
afterEach(() => place.close());

describe('A rebuild', () => {
  it('goes on beside the live documents while events come in, and misses none of them', async () => {
    for (let n = 0; n < 200; n++) await place.happened(`w${n % 20}`, bought(n));
    const runner = place.runner({ keptWhileBuilding: 8 });
    await runner.start();
    await runner.caughtUpTo(await place.events.head());
    const before = await place.views().status();
    let isDone = false;
    const rebuilt = runner.rebuild('workshops', 'totals').then(() => {
      isDone = true;
    });
    let reads = 0;
    for (let n = 0; !isDone || n < 100; n++) {
      const position = await place.happened(`w${n % 30}`, bought(n));
      if (n % 10 !== 0) continue;
      expect(await place.views().waitFor('workshops', position, 5_000)).toBe(true);
      expect(await place.views().get('workshops', `w${n % 30}`)).toMatchObject({ id: `w${n % 30}` });
      reads++;
    }
    await rebuilt;
    expect(reads).toBeGreaterThan(0);
    await runner.caughtUpTo(await place.events.head());
    const after = await place.views().status();
    expect(before.map(({ live }) => live)).toEqual(['workshops@1.1', 'totals@1.1']);
    expect(after.map(({ live, building }) => [live, building])).toEqual([
      ['workshops@1.2', undefined],
      ['totals@1.2', undefined],
    ]);
    const all = await place.events.readAll('', 100_000);
    expect(await place.views().get('totals', 'all')).toMatchObject({ events: all.length - 1 });
    expect(await runner.compare('workshops')).toEqual([]);
    expect(await runner.compare('totals')).toEqual([]);
    await runner.rebuild('workshops');
    await expect(place.readModels.count('workshops@1.1')).rejects.toThrow(UnknownCollection);
  });

  it('is done by whoever works, when another process asks for it', async () => {
    const working = place.runner();
    await working.start();
    await working.caughtUpTo(await place.happened('a', bought(1)));
    const asking = place.runner({ readModels: await place.openReadModels() });
    await asking.rebuild('workshops');
    expect((await place.views().status())[0]).toMatchObject({ live: 'workshops@1.2', events: 0 });
    expect(await place.views().get('workshops', 'a')).toMatchObject({ history: [0] });
  });

  it('is made by itself when a projection has a new version, and queries read the old one until then', async () => {
    const first = place.runner();
    await first.start();
    await first.caughtUpTo(await place.happened('a', bought(1)));
    await first.stop();
    const doubled = projection('totals', {
      version: 2,
      on: [ToolsBought],
      indexes: [],
      keys: () => ['all'],
      evolve: (before: { twice: number } | undefined, { data }) => ({
        twice: (before?.twice ?? 0) + 2 * data.centimes,
      }),
    });
    const views = place.views([workshops, doubled]);
    expect(await views.get('totals', 'all')).toMatchObject({ centimes: 1 });
    const second = place.runner({ projections: [workshops, doubled] });
    await second.start();
    await second.caughtUpTo(await place.happened('a', bought(3)));
    expect(await views.get('totals', 'all')).toEqual({ twice: 8 });
    expect(await views.status()).toMatchObject([{ live: 'workshops@1.1' }, { live: 'totals@2.1' }]);
  });

  it('shows by comparison which documents are not what the log tells', async () => {
    const runner = place.runner();
    await runner.start();
    await runner.caughtUpTo(await place.happened('a', bought(1)));
    await place.happened('b', bought(2));
    await runner.caughtUpTo(await place.happened('c', bought(3)));
    const stored = (await place.readModels.load('workshops@1.1', ['b'])).get('b');
    const { rev, position } = stored ?? { rev: 0, position: '' };
    const lie = { id: 'b', readAt: rev, position, body: { id: 'b', centimes: 1_000_000 } };
    const invented = { id: randomUUID(), readAt: undefined, position, body: { id: 'x' } };
    await place.readModels.save([{ collection: 'workshops@1.1', replacements: [lie, invented] }]);
    expect((await runner.compare('workshops')).toSorted()).toEqual(['b', invented.id].toSorted());
    expect(await runner.compare('totals')).toEqual([]);
    await runner.rebuild('workshops');
    expect(await runner.compare('workshops')).toEqual([]);
  });
});

describe('Views', () => {
  it('follow a switch made by another process when the documents they know are gone', async () => {
    const runner = place.runner({ readModels: await place.openReadModels() });
    await runner.start();
    await runner.caughtUpTo(await place.happened('a', bought(1)));
    const views = place.views();
    expect(await views.count('workshops')).toBe(1);
    await runner.rebuild('workshops');
    expect(await views.count('workshops')).toBe(1);
    const position = await place.happened('a', bought(1));
    expect(await views.waitFor('workshops', position, 5_000)).toBe(true);
    expect(await views.get('workshops', 'a')).toMatchObject({ history: [0, 1] });
  });

  it('answer from the documents that hold what was waited for, also in the middle of a switch', async () => {
    const [waiting, switching, goingOn] = [new Moment(), new Moment(), new Moment()];
    // The live documents stay behind; those that are built read the log by themselves.
    const events = Object.assign(Object.create(place.events) as typeof place.events, {
      changed() {
        waiting.come();
        return goingOn.came;
      },
    });
    let openings = 0;
    const readModels = Object.assign(Object.create(place.readModels) as typeof place.readModels, {
      // Asked when a generation is opened: first to be built, then to take the place of the other.
      async parked(collection: string) {
        if (collection === 'workshops@1.2' && ++openings === 2) {
          switching.come();
          await goingOn.came;
        }
        return place.readModels.parked(collection);
      },
    });
    await place.happened('a', bought(1));
    const runner = place.runner({ readModels, events });
    try {
      await runner.start();
      await waiting.came;
      const views = place.views([workshops, totals], readModels);
      const position = await place.happened('a', bought(1));
      expect(await views.get('workshops', 'a')).toMatchObject({ history: [0] });
      const rebuilt = runner.rebuild('workshops');
      await switching.came;
      expect(await views.waitFor('workshops', position, 5_000)).toBe(true);
      expect(await views.get('workshops', 'a')).toMatchObject({ history: [0, 1] });
      goingOn.come();
      await rebuilt;
    } finally {
      goingOn.come();
    }
  });

  it('say that documents are not there yet, rather than that there are none', async () => {
    await expect(place.views().count('workshops')).rejects.toThrow(/still being built/);
    expect(await place.views().lag()).toMatchObject([{ events: 1 }, { events: 1 }]);
    expect(await place.views().waitFor('workshops', await place.events.head(), 10)).toBe(false);
  });

  it('count how far a projection is behind, and since when', async () => {
    await place.happened('a', bought(1), bought(2));
    const runner = place.runner();
    await runner.start();
    await runner.caughtUpTo(await place.events.head());
    await runner.stop();
    await place.happened('a', bought(1), bought(2), bought(3));
    const [lag] = await place.views([totals]).lag();
    expect(lag).toMatchObject({ name: 'totals', events: 3 });
    expect(lag?.seconds).toBeGreaterThan(3_600);
  });
});
