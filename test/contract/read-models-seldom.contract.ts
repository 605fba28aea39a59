import type { Index } from '#libs/read-models';
import { array, assert, asyncProperty, boolean, constantFrom, oneof, option, record } from 'fast-check';
import { idsWhere, newCollection, type Opened, written } from './read-models.contract.ts';

const often: Index = { field: 'often', many: true };
const seldom: Index = { field: 'seldom', many: true, seldom: true };
const value = constantFrom('a', 'A', 'ab', '', 'نور', '1', 1, 0, 1.5, true, false, 'costarring', 'liquid');
const list = array(value, { maxLength: 6 });
const told = record({ id: constantFrom('p1', 'p2', 'p3'), list: option(list, { freq: 5 }) });

export function describeSeldom(opened: Opened): void {
  describe('a list that is seldom asked for', () => {
    it('is found by what is in it like any other, whatever was in it before', async () => {
      const { readModels } = opened();
      await assert(
        asyncProperty(array(told, { maxLength: 6 }), array(value, { minLength: 1 }), async (changes, asked) => {
          const collection = newCollection(often, seldom);
          await readModels.prepare([collection]);
          for (const { id, list } of changes) {
            await written(readModels, collection.name, { [id]: list && { id, often: list, seldom: list } });
          }
          for (const equals of asked) {
            const found = await idsWhere(readModels, collection.name, { field: 'seldom', equals });
            expect(found).toEqual(await idsWhere(readModels, collection.name, { field: 'often', equals }));
          }
          await readModels.drop(collection.name);
        }),
        { numRuns: 40 },
      );
    });

    it('is found also where it was declared after the documents were written, and while they are filled', async () => {
      const { readModels } = opened();
      const { name } = newCollection();
      await readModels.prepare([{ name, indexes: [], filling: true }]);
      await written(readModels, name, {
        p1: { id: 'p1', seldom: ['a', 'b'] },
        p2: { id: 'p2', seldom: 'b' },
        p3: null,
      });
      await readModels.prepare([{ name, indexes: [seldom], filling: true }]);
      await written(readModels, name, { p4: { id: 'p4', seldom: ['b'] }, p5: { id: 'p5', seldom: { b: 'b' } } });
      await readModels.prepare([{ name, indexes: [seldom] }]);
      expect(await idsWhere(readModels, name, { field: 'seldom', equals: 'b' })).toEqual(['p1', 'p2', 'p4']);
      expect(await idsWhere(readModels, name, { field: 'seldom', equals: 'c' })).toEqual([]);
    });

    it('is told apart from another of the same digest', async () => {
      const { readModels } = opened();
      const collection = newCollection(seldom);
      await readModels.prepare([collection]);
      // These two are known to have one FNV-1a hash of 32 bits.
      await written(readModels, collection.name, { p1: { seldom: ['costarring'] }, p2: { seldom: ['liquid'] } });
      expect(await idsWhere(readModels, collection.name, { field: 'seldom', equals: 'costarring' })).toHaveLength(1);
      expect(await readModels.count(collection.name, [{ field: 'seldom', equals: 'liquid' }])).toBe(1);
    });
  });

  describe('a field that is seldom asked for', () => {
    it('answers every question like any other', async () => {
      const { readModels } = opened();
      const single = constantFrom('a', 'A', 'ab', '', 'نور', '1', 1, 0, 1.5, true, false);
      const told = record({ id: constantFrom('p1', 'p2', 'p3', 'p4'), value: option(single, { freq: 4 }) });
      const condition = oneof(
        record({ equals: single }),
        record({ in: array(single, { maxLength: 3 }) }),
        record({ exists: boolean() }),
        record({ prefix: constantFrom('a', '', 'ن') }),
        record({ from: single }),
      );
      await assert(
        asyncProperty(array(told, { maxLength: 8 }), array(condition, { minLength: 1 }), async (changes, asked) => {
          const collection = newCollection({ field: 'often' }, { field: 'seldom', seldom: true });
          await readModels.prepare([collection]);
          for (const { id, value } of changes) {
            await written(readModels, collection.name, {
              [id]: value === null ? null : { id, often: value, seldom: value },
            });
          }
          const { name } = collection;
          for (const one of asked) {
            const found = await idsWhere(readModels, name, { field: 'seldom', ...one });
            expect(found).toEqual(await idsWhere(readModels, name, { field: 'often', ...one }));
          }
          for (const descending of [false, true]) {
            const by = (field: string) => readModels.find(name, { sort: { field, descending }, limit: 10 });
            expect((await by('seldom')).items).toEqual((await by('often')).items);
          }
          // A group of true and 1 is told by either.
          const sums = async (field: string) =>
            (await readModels.group(name, [], [field], [])).map(({ key, count }) => [
              key[field] === true ? 1 : key[field] === false ? 0 : key[field],
              count,
            ]);
          expect(await sums('seldom')).toEqual(await sums('often'));
          await readModels.drop(name);
        }),
        { numRuns: 40 },
      );
    });
  });
}
