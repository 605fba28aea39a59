import { EventCodec } from '#libs/casework';
import type { RunnerAlarm, Seen } from '#libs/read-models';
import {
  codec,
  decodeWith,
  ToolsBought,
  ToolsReturned,
  totals,
  workshopEvents,
  workshops,
  Workplace,
} from '../support/projection-workplace.ts';

const bought = (centimes: number) => ToolsBought({ province: 'MA-AGD', centimes });

/** Fails on what costs 13 centimes, and its error quotes what it was given. */
const superstitious = {
  ...workshops,
  evolve(before: never, event: Seen, key: string) {
    const { centimes } = event.data as { centimes?: number };
    if (centimes === 13) throw new RangeError(`فاطمة الزهراء must not pay ${centimes}`);
    return workshops.evolve(before, event, key);
  },
};

let place: Workplace;
let alarms: RunnerAlarm[];
const onAlarm = (alarm: RunnerAlarm) => void alarms.push(alarm);
beforeEach(async () => {
  place = await Workplace.open();
  alarms = [];
});
afterEach(() => place.close());

describe('An event that cannot be folded', () => {
  it('is parked with every later event of its document; the rest flows, and a fix puts them in order', async () => {
    const runner = place.runner({ projections: [superstitious, totals], onAlarm });
    await runner.start();
    await place.happened('a', bought(1));
    await runner.caughtUpTo(await place.happened('a', bought(13), bought(2)));
    await runner.caughtUpTo(await place.happened('a', ToolsReturned({ province: 'MA-AGD', centimes: 1 })));
    await runner.caughtUpTo(await place.happened('b', bought(5)));
    const views = place.views([superstitious, totals]);
    expect(await views.get('workshops', 'a')).toMatchObject({ history: [0] });
    expect(await views.get('workshops', 'b')).toMatchObject({ history: [0] });
    expect(await views.get('totals', 'all')).toMatchObject({ events: 5, centimes: 20 });
    expect(await views.parked('workshops')).toMatchObject([
      { key: 'a', type: 'ToolsBought', stream: 'workshop-a' },
      { key: 'a', type: 'ToolsBought' },
      { key: 'a', type: 'ToolsReturned' },
    ]);
    expect(await runner.replayParked('workshops')).toBe(3);
    await runner.stop();

    const fixed = place.runner();
    await fixed.start();
    await fixed.caughtUpTo(await place.happened('a', bought(3)));
    expect(await place.views().get('workshops', 'a')).toMatchObject({ history: [0] });
    expect(await fixed.replayParked('workshops')).toBe(0);
    expect(await place.views().get('workshops', 'a')).toMatchObject({ history: [0, 1, 2, 3, 4], centimes: 18 });
    await fixed.caughtUpTo(await place.happened('a', bought(4)));
    expect(await place.views().get('workshops', 'a')).toMatchObject({ history: [0, 1, 2, 3, 4, 5] });
    expect(await fixed.compare('workshops')).toEqual([]);
  });

  it('raises one alarm per document, which says where to look and nothing about people', async () => {
    const runner = place.runner({ projections: [superstitious, totals], onAlarm });
    await runner.start();
    await runner.caughtUpTo(await place.happened('a', bought(13), bought(13), bought(2)));
    await runner.stop();
    const again = place.runner({ projections: [superstitious, totals], onAlarm });
    await again.start();
    await again.caughtUpTo(await place.happened('a', bought(1)));
    expect(alarms).toMatchObject([
      { kind: 'parked', projection: 'workshops', stream: 'workshop-a', type: 'ToolsBought' },
    ]);
    const told = JSON.stringify([alarms, await place.views().parked('workshops')]);
    expect(told).toMatch(/RangeError at .*projection-parking\.spec\.ts:\d+/);
    expect(told).not.toMatch(/فاطمة/);
  });

  it('stops at the first of a document that still fails, and keeps the order of those behind it', async () => {
    const runner = place.runner({ projections: [superstitious], onAlarm });
    await runner.start();
    await runner.caughtUpTo(await place.happened('a', bought(13), bought(2)));
    expect(await runner.replayParked('workshops')).toBe(2);
    expect(await place.views().get('workshops', 'a')).toBeUndefined();
  });
});

describe('An event that is declared nowhere', () => {
  it('is parked under its stream and told by its name; what it concerned is rebuilt once a version knows it', async () => {
    const older = new EventCodec(new Map([['ToolsReturned', workshopEvents[1] as never]]));
    const ignorant = { projections: [workshops, totals], decode: decodeWith(older), onAlarm };
    const runner = place.runner(ignorant);
    await runner.start();
    await place.happened('a', bought(9));
    await runner.caughtUpTo(await place.happened('a', ToolsReturned({ province: 'MA-AGD', centimes: 4 })));
    expect(await place.views().parked('workshops')).toMatchObject([
      {
        key: 'stream:workshop-a',
        type: 'ToolsBought',
        error: 'ToolsBought at workshop-a/0 is declared nowhere. Run a version that knows it.',
      },
    ]);
    expect(alarms).toHaveLength(2);
    await runner.stop();

    const fixed = place.runner({ decode: decodeWith(codec) });
    await fixed.start();
    expect(await fixed.replayParked('workshops')).toBe(0);
    expect(await place.views().get('workshops', 'a')).toMatchObject({ history: [0, 1], centimes: 5 });
    expect(await place.views().parked('totals')).toHaveLength(1);
    expect(await fixed.compare('workshops')).toEqual([]);
  });

  it('is given back to the log when it turns out to concern no document', async () => {
    const runner = place.runner({ onAlarm });
    await runner.start();
    await runner.caughtUpTo(await place.happenedRaw('a', 'WorkshopInspected'));
    expect(alarms).toMatchObject([
      { projection: 'workshops', type: 'WorkshopInspected' },
      { projection: 'totals', type: 'WorkshopInspected' },
    ]);
    await runner.stop();
    const definition = { ...workshopEvents[3], read: () => ({}) } as never;
    const newer = new EventCodec(
      new Map([...workshopEvents.map((e) => [e.type, e] as never), ['WorkshopInspected', definition]]),
    );
    const fixed = place.runner({ decode: decodeWith(newer) });
    await fixed.start();
    expect(await fixed.replayParked('workshops')).toBe(0);
    expect(await fixed.replayParked('totals')).toBe(0);
  });
});
