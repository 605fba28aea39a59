import { MongoReadModels } from '#libs/read-models';
import { mongoForTests } from '../support/ferretdb/mongo-for-tests.ts';
import { ToolsBought, WorkshopClosed, Workplace } from '../support/projection-workplace.ts';

const mongo = await mongoForTests();

if (mongo === undefined) {
  it('cannot run on MongoDB here: install Go 1.24 or set MONGODB_URL to a running server', () => {
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  afterAll(() => mongo.stop());

  describe('The projection runner on MongoDB', () => {
    it('builds, goes on where it stopped, rebuilds beside the live documents, and equals a rebuild', async () => {
      const place = await Workplace.open();
      const readModels = MongoReadModels.open(mongo.url, { database: mongo.database });
      try {
        for (let n = 0; n < 300; n++) {
          await place.happened(`w${n % 30}`, ToolsBought({ province: `MA-${n % 7}`, centimes: n }));
        }
        const first = place.runner({ readModels, keptWhileBuilding: 20 });
        await first.start();
        await first.caughtUpTo(await place.happened('w1', WorkshopClosed({})));
        await first.stop();
        await place.happened('w2', ToolsBought({ province: 'MA-1', centimes: 1 }));
        const second = place.runner({ readModels });
        await second.start();
        expect(await second.caughtUpTo(await place.events.head(), 10_000)).toBe(true);
        const views = place.views(undefined, readModels);
        expect(await views.count('workshops')).toBe(29);
        expect(await views.get('totals', 'all')).toMatchObject({ events: 301 });
        const rebuilt = second.rebuild('workshops', 'totals');
        const position = await place.happened('w1', ToolsBought({ province: 'MA-1', centimes: 5 }));
        await rebuilt;
        expect(await views.waitFor('workshops', position, 10_000)).toBe(true);
        expect(await views.get('workshops', 'w1')).toMatchObject({ centimes: 5 });
        expect(await views.status()).toMatchObject([
          { live: 'workshops@1.2', events: 0, parked: 0 },
          { live: 'totals@1.2', events: 0, parked: 0 },
        ]);
        expect(await second.compare('workshops')).toEqual([]);
        expect(await second.compare('totals')).toEqual([]);
        await second.stop();
      } finally {
        await readModels.close();
        await place.close();
      }
    }, 60_000);
  });
}
