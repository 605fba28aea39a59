import { filled, newCollection, type Opened } from './read-models.contract.ts';

export function describeGroups(opened: Opened): void {
  describe('groups', () => {
    let name: string;
    beforeAll(async () => {
      name = await filled(opened().readModels, ['status', 'active', 'place.code', 'value'], {
        p1: { status: 'open', active: true, amount: 100, place: { code: 'FES' }, value: 1, money: { given: 1.5 } },
        p2: { status: 'open', active: false, amount: 50, place: { code: 'RBA' }, value: 'ب' },
        p3: { status: 'closed', active: true, amount: 'many', place: null, value: 0, money: { given: 2 } },
        p4: { status: null, amount: 7, place: { code: 'FES' }, value: '😀' },
        p5: { amount: null, value: '\uFFFD' },
        p6: { status: ['open'], amount: [1], value: -1 },
      });
    }, 60_000);

    it('count documents by the values of a field, absent first, and add up numbers', async () => {
      expect(await opened().readModels.group(name, [], ['status'], ['amount', 'money.given'])).toEqual([
        { key: { status: null }, count: 3, sums: { amount: 7, 'money.given': 0 } },
        { key: { status: 'closed' }, count: 1, sums: { amount: 0, 'money.given': 2 } },
        { key: { status: 'open' }, count: 2, sums: { amount: 150, 'money.given': 1.5 } },
      ]);
    });

    it('are made by several fields, of the documents that meet the conditions', async () => {
      const where = [
        {
          any: [
            { field: 'status', exists: true },
            { field: 'place.code', equals: 'FES' },
          ],
        },
      ];
      expect(await opened().readModels.group(name, where, ['active', 'place.code'])).toEqual([
        { key: { active: null, 'place.code': 'FES' }, count: 1, sums: {} },
        { key: { active: false, 'place.code': 'RBA' }, count: 1, sums: {} },
        { key: { active: true, 'place.code': null }, count: 1, sums: {} },
        { key: { active: true, 'place.code': 'FES' }, count: 1, sums: {} },
      ]);
    });

    it('are in the order in which values sort', async () => {
      const groups = await opened().readModels.group(name, [], ['value']);
      expect(groups.map(({ key }) => key['value'])).toEqual([-1, 0, 1, 'ب', '\uFFFD', '😀']);
    });

    it('are one when made by nothing, and none of no documents', async () => {
      const { readModels } = opened();
      expect(await readModels.group(name, [], [], ['amount'])).toEqual([{ key: {}, count: 6, sums: { amount: 157 } }]);
      const empty = newCollection('status');
      await readModels.prepare([empty]);
      expect(await readModels.group(empty.name, [], [], ['amount'])).toEqual([]);
      expect(await readModels.group(empty.name, [], ['status'])).toEqual([]);
    });

    it('may be made by id', async () => {
      const groups = await opened().readModels.group(name, [{ field: 'id', in: ['p2', 'p1'] }], ['id'], ['amount']);
      expect(groups).toEqual([
        { key: { id: 'p1' }, count: 1, sums: { amount: 100 } },
        { key: { id: 'p2' }, count: 1, sums: { amount: 50 } },
      ]);
    });
  });
}
