import type { Condition } from '#libs/read-models';
import { filled, idsWhere, type Opened } from './read-models.contract.ts';

export function describeQueries(opened: Opened): void {
  describe('questions', () => {
    let name: string;
    beforeAll(async () => {
      const fields = ['status', 'amount', 'active', 'mixed', 'place.code', { field: 'words', many: true }];
      name = await filled(opened().readModels, fields, {
        p1: { status: 'open', amount: 5, active: true, mixed: 1, place: { code: 'FES' }, words: ['علي', 'بناني', 7] },
        p2: { status: 'closed', amount: 10.5, active: false, mixed: '1', place: { code: null }, words: ['عليوة'] },
        p3: { status: 'openly', amount: -3, active: true, mixed: 'x', place: 'FES', words: [] },
        p4: { status: null, amount: 0, active: null, mixed: [1, 'x'], place: { code: 'RBA' }, words: ['a', 'z', 'a'] },
        p5: { mixed: { deep: 1 }, place: [{ code: 'FES' }], words: [['علي'], { w: 'علي' }, null] },
        p6: { status: '', amount: 1e12, active: false, mixed: null, words: 'علي' },
      });
    }, 60_000);
    const where = (...conditions: Condition[]) => idsWhere(opened().readModels, name, ...conditions);

    it('ask for one value, of its own kind', async () => {
      expect(await where({ field: 'status', equals: 'open' })).toEqual(['p1']);
      expect(await where({ field: 'status', equals: '' })).toEqual(['p6']);
      expect(await where({ field: 'amount', equals: 10.5 })).toEqual(['p2']);
      expect(await where({ field: 'amount', equals: '5' })).toEqual([]);
      expect(await where({ field: 'active', equals: true })).toEqual(['p1', 'p3']);
      expect(await where({ field: 'active', equals: false })).toEqual(['p2', 'p6']);
      expect(await where({ field: 'mixed', equals: 1 })).toEqual(['p1']);
      expect(await where({ field: 'mixed', equals: '1' })).toEqual(['p2']);
      expect(await where({ field: 'place.code', equals: 'FES' })).toEqual(['p1']);
      expect(await where({ field: 'id', equals: 'p4' })).toEqual(['p4']);
    });

    it('ask for one of several values', async () => {
      expect(await where({ field: 'status', in: ['open', 'closed', 'open', 5] })).toEqual(['p1', 'p2']);
      expect(await where({ field: 'mixed', in: [1, 'x'] })).toEqual(['p1', 'p3']);
      expect(await where({ field: 'id', in: ['p6', 'p2', 'p9'] })).toEqual(['p2', 'p6']);
      expect(await where({ field: 'words', in: ['z', 'بناني'] })).toEqual(['p1', 'p4']);
      expect(await where({ field: 'status', in: [] })).toEqual([]);
    });

    it('ask for a range, which holds its bounds and values of their kind alone', async () => {
      expect(await where({ field: 'amount', from: 0, to: 10.5 })).toEqual(['p1', 'p2', 'p4']);
      expect(await where({ field: 'amount', from: 5 })).toEqual(['p1', 'p2', 'p6']);
      expect(await where({ field: 'amount', to: -3 })).toEqual(['p3']);
      expect(await where({ field: 'amount', from: 7, to: 3 })).toEqual([]);
      expect(await where({ field: 'status', from: 'closed', to: 'open' })).toEqual(['p1', 'p2']);
      expect(await where({ field: 'mixed', from: 0 })).toEqual(['p1']);
      expect(await where({ field: 'mixed', from: '' })).toEqual(['p2', 'p3']);
      expect(await where({ field: 'mixed', to: 'zz' })).toEqual(['p2', 'p3']);
      expect(await where({ field: 'mixed', from: 0, to: 'zz' })).toEqual([]);
      expect(await where({ field: 'mixed' })).toEqual(['p1', 'p2', 'p3']);
      expect(await where({ field: 'id', from: 'p2', to: 'p4' })).toEqual(['p2', 'p3', 'p4']);
      expect(await where({ field: 'active', from: true })).toEqual(['p1', 'p3']);
    });

    it('ask whether a value is there: null, a list and an object are none', async () => {
      expect(await where({ field: 'status', exists: true })).toEqual(['p1', 'p2', 'p3', 'p6']);
      expect(await where({ field: 'status', exists: false })).toEqual(['p4', 'p5']);
      expect(await where({ field: 'mixed', exists: true })).toEqual(['p1', 'p2', 'p3']);
      expect(await where({ field: 'mixed', exists: false })).toEqual(['p4', 'p5', 'p6']);
      expect(await where({ field: 'place.code', exists: true })).toEqual(['p1', 'p4']);
      expect(await where({ field: 'place.code', exists: false })).toEqual(['p2', 'p3', 'p5', 'p6']);
      expect(await where({ field: 'id', exists: false })).toEqual([]);
    });

    it('ask how a text begins', async () => {
      expect(await where({ field: 'status', prefix: 'open' })).toEqual(['p1', 'p3']);
      expect(await where({ field: 'status', prefix: '' })).toEqual(['p1', 'p2', 'p3', 'p6']);
      expect(await where({ field: 'mixed', prefix: '1' })).toEqual(['p2']);
      expect(await where({ field: 'mixed', prefix: '' })).toEqual(['p2', 'p3']);
      expect(await where({ field: 'id', prefix: 'p' })).toHaveLength(6);
      expect(await where({ field: 'status', prefix: '.*' })).toEqual([]);
    });

    it('ask how an Arabic name begins', async () => {
      expect(await where({ field: 'words', prefix: 'عل' })).toEqual(['p1', 'p2', 'p6']);
      expect(await where({ field: 'words', prefix: 'عليو' })).toEqual(['p2']);
      expect(await where({ field: 'words', prefix: 'على' })).toEqual([]);
    });

    it('are met by any one element of a list', async () => {
      expect(await where({ field: 'words', equals: 'علي' })).toEqual(['p1', 'p6']);
      expect(await where({ field: 'words', equals: 7 })).toEqual(['p1']);
      expect(await where({ field: 'words', exists: true })).toEqual(['p1', 'p2', 'p4', 'p6']);
      expect(await where({ field: 'words', exists: false })).toEqual(['p3', 'p5']);
      expect(await where({ field: 'words', from: 'b', to: 'y' })).toEqual([]);
      expect(await where({ field: 'words', from: 'y', to: 'zz' })).toEqual(['p4']);
      expect(await where({ field: 'words', equals: 'a' }, { field: 'words', equals: 'z' })).toEqual(['p4']);
    });

    it('hold all together, or any of several', async () => {
      const open: Condition = { field: 'status', equals: 'open' };
      const active: Condition = { field: 'active', equals: true };
      expect(await where(open, active)).toEqual(['p1']);
      expect(await where(active, { field: 'amount', to: 0 })).toEqual(['p3']);
      expect(await where({ any: [open, { field: 'words', prefix: 'عليو' }] })).toEqual(['p1', 'p2']);
      expect(
        await where({ any: [open, { any: [{ field: 'amount', from: 11 }, open] }] }, { field: 'id', from: 'p2' }),
      ).toEqual(['p6']);
      expect(await where({ any: [] })).toEqual([]);
      expect(await where({ any: [{ field: 'status', in: [] }, active] })).toEqual(['p1', 'p3']);
      expect(await where()).toHaveLength(6);
    });

    it('take texts that look like orders to the engine for texts', async () => {
      for (const text of ["' OR 1=1 --", '{"$gt":""}', '$status', '%', '.*', '\\']) {
        expect(await where({ field: 'status', equals: text })).toEqual([]);
        expect(await where({ field: 'status', prefix: text })).toEqual([]);
      }
    });
  });
}
