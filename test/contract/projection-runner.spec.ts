import { SqliteEventStore } from '#libs/event-store';
import { CheckpointOfAnotherLog, ProjectionRunner, ReadModelsUnavailable, Views } from '#libs/read-models';
import { join } from 'node:path';
import {
  codec,
  decodeWith,
  ToolsBought,
  ToolsReturned,
  totals,
  WorkshopClosed,
  WorkshopPainted,
  workshops,
  Workplace,
} from '../support/projection-workplace.ts';

const AGADIR = 'MA-AGD';
const bought = (centimes: number, province = AGADIR) => ToolsBought({ province, centimes });

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});
afterEach(() => place.close());

describe('The projection runner', () => {
  it('shows what had happened before it was started, and what happens after', async () => {
    await place.happened('a', bought(100), bought(50));
    const runner = place.runner();
    await runner.start();
    expect(await runner.caughtUpTo(await place.events.head())).toBe(true);
    const views = place.views();
    expect(await views.get('workshops', 'a')).toMatchObject({ centimes: 150, history: [0, 1] });
    const position = await place.happened('a', ToolsReturned({ province: AGADIR, centimes: 30 }));
    expect(await views.waitFor('totals', position, 5_000)).toBe(true);
    expect(await views.get('totals', 'all')).toEqual({ id: 'all', centimes: 120, events: 3 });
    expect(await views.find('workshops', { where: [{ field: 'centimes', from: 100 }], limit: 9 })).toMatchObject({
      items: [{ id: 'a' }],
    });
    expect(await views.lag()).toEqual([
      { name: 'workshops', events: 0, seconds: 0 },
      { name: 'totals', events: 0, seconds: 0 },
    ]);
  });

  it('removes a document, and begins it anew when something happens again', async () => {
    const runner = place.runner();
    await runner.start();
    await place.happened('a', bought(100));
    await runner.caughtUpTo(await place.happened('a', WorkshopClosed({})));
    expect(await place.documents('workshops')).toEqual([]);
    await runner.caughtUpTo(await place.happened('a', bought(7)));
    expect(await place.views().get('workshops', 'a')).toMatchObject({ centimes: 7, history: [2] });
  });

  it('goes past events that concern no projection, so that nobody waits for them', async () => {
    const runner = place.runner();
    await runner.start();
    const position = await place.happened('a', WorkshopPainted({ colour: 'blue' }));
    expect(await place.views().waitFor('workshops', position, 5_000)).toBe(true);
  });

  it('goes on where it stopped', async () => {
    const first = place.runner();
    await first.start();
    await first.caughtUpTo(await place.happened('a', bought(1)));
    await first.stop();
    const position = await place.happened('a', bought(2));
    expect(await place.views().waitFor('workshops', position, 30)).toBe(false);
    expect(await place.views().lag()).toMatchObject([{ events: 1 }, { events: 1 }]);
    const second = place.runner();
    await second.start();
    expect(await second.caughtUpTo(position)).toBe(true);
    expect(await place.views().get('workshops', 'a')).toMatchObject({ history: [0, 1] });
  });

  it('works in another process on the same files', async () => {
    const runner = place.runner({ readModels: await place.openReadModels() });
    await runner.start();
    const position = await place.happened('a', bought(1));
    expect(await place.views().waitFor('workshops', position, 5_000)).toBe(true);
    expect(await place.views().get('workshops', 'a')).toMatchObject({ history: [0] });
  });

  it('refuses documents of another log, and takes them when they are rebuilt', async () => {
    const runner = place.runner();
    await runner.start();
    await runner.caughtUpTo(await place.happened('a', bought(1)));
    await runner.stop();

    const events = await SqliteEventStore.open(join(place.folder, 'other.db'));
    const other = { events, readModels: place.readModels, projections: [workshops, totals], decode: decodeWith(codec) };
    await expect(new ProjectionRunner(other).start()).rejects.toThrow(CheckpointOfAnotherLog);
    const again = new ProjectionRunner(other);
    await again.rebuild('workshops', 'totals');
    expect(await again.caughtUpTo(await events.head())).toBe(true);
    expect(await new Views(other).count('workshops')).toBe(0);
    await again.stop();
    await events.close();
  });

  it('says when the log was brought back from an older copy, and takes it when the documents are rebuilt', async () => {
    const runner = place.runner();
    await runner.start();
    await runner.caughtUpTo(await place.happened('a', bought(1)));
    await runner.stop();
    const checkpoint = await place.readModels.checkpoint('workshops@1.1');
    const later = { logId: checkpoint?.logId ?? '', position: '0000000000009999' };
    await place.readModels.save([{ collection: 'workshops@1.1', replacements: [], checkpoint: later }]);

    const told: string[] = [];
    let tell = () => {};
    const alarm = new Promise<void>((resolve) => (tell = resolve));
    const again = place.runner({ onAlarm: (one) => (told.push(one.kind === 'fault' ? one.error : ''), tell()) });
    await again.start();
    await alarm;
    expect(told[0]).toMatch(/workshops@1\.1 were built from another event log, or from more of it/);
    await again.rebuild('workshops');
    await again.caughtUpTo(await place.happened('a', bought(2)));
    expect(await place.views().get('workshops', 'a')).toMatchObject({ history: [0, 1] });
  });

  it('waits out read models that are away, and misses nothing', async () => {
    const runner = place.runner();
    await runner.start();
    await runner.caughtUpTo(await place.happened('a', bought(1)));
    const save = place.readModels.save.bind(place.readModels);
    let away = 3;
    place.readModels.save = async (batches) => {
      if (away-- > 0) throw new ReadModelsUnavailable('away');
      return save(batches);
    };
    expect(await runner.caughtUpTo(await place.happened('a', bought(2)), 10_000)).toBe(true);
    expect(away).toBeLessThan(0);
    expect(await place.views().get('workshops', 'a')).toMatchObject({ history: [0, 1] });
  });
});
