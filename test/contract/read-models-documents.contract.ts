import type { JsonObject } from '#libs/kernel';
import { newCollection, type Opened, positionOf, written } from './read-models.contract.ts';

/** What a field name or value may be that an engine could take for something of its own. */
const AWKWARD = JSON.parse(`{
  "$set": { "status": "open" }, "a.b": 1, ".": 2, "$": 3, "": 4, "~": 5, "~0": 6, "_id": 7, "_bsontype": "ObjectId",
  "__proto__": { "x": 1 }, "$where": "sleep(1)", "'": "'; DROP TABLE d1; --", "live": false, "ix": {}, "rev": 99,
  "lists": [[1, [2, []], { "a.b": [[null]] }], [], {}], "nothing": null, "numbers": [0.1, 1e300, -1, 9007199254740991],
  "number": { "$numberLong": "5" }, "date": { "$date": "2024-01-01" }, "ref": { "$ref": "x", "$id": 1 }, "اسم": "محمد 😀"
}`) as JsonObject;

export function describeDocuments(opened: Opened): void {
  describe('documents', () => {
    const prepared = async () => {
      const collection = newCollection('status');
      await opened().readModels.prepare([collection]);
      return collection.name;
    };

    it('come back as they were written, by one and by all', async () => {
      const { readModels, openAnother } = opened();
      const name = await prepared();
      await written(readModels, name, { p1: { status: 'open' }, حالة: { n: 1 }, empty: {} });
      expect(await readModels.get(name, 'p1')).toEqual({ status: 'open' });
      expect(await readModels.get(name, 'حالة')).toEqual({ n: 1 });
      expect(await readModels.get(name, 'empty')).toEqual({});
      expect(await readModels.get(name, 'p9')).toBeUndefined();
      const other = await openAnother();
      expect(await other.get(name, 'p1')).toEqual({ status: 'open' });
      await other.close();
    });

    it('may name their fields as they like', async () => {
      const { readModels } = opened();
      const name = await prepared();
      await written(readModels, name, { p1: AWKWARD, "'$p.2": { nested: AWKWARD } });
      expect(await readModels.get(name, 'p1')).toEqual(AWKWARD);
      const { items } = await readModels.find(name, { limit: 5 });
      expect(items.map((item) => JSON.stringify(item)).toSorted()).toEqual(
        [JSON.stringify(AWKWARD), JSON.stringify({ nested: AWKWARD })].toSorted(),
      );
      expect((await readModels.load(name, ["'$p.2"])).get("'$p.2")?.body).toEqual({ nested: AWKWARD });
      expect(Object.hasOwn((await readModels.get(name, 'p1')) ?? {}, '__proto__')).toBe(true);
    });

    it('are replaced whole: nothing of the one before stays', async () => {
      const { readModels } = opened();
      const name = await prepared();
      await written(readModels, name, { p1: { status: 'open', note: 'x' } });
      await written(readModels, name, { p1: { place: 'Fès' } });
      expect(await readModels.get(name, 'p1')).toEqual({ place: 'Fès' });
      expect(await readModels.count(name, [{ field: 'status', exists: true }])).toBe(0);
    });

    it('keep count of their writes and the position of their last event', async () => {
      const { readModels } = opened();
      const name = await prepared();
      const write = async (readAt: number | undefined, event: number, body: JsonObject | null) => {
        const replacement = { id: 'p1', readAt, position: positionOf(event), body };
        expect((await readModels.save([{ collection: name, replacements: [replacement] }])).lost.size).toBe(0);
        return (await readModels.load(name, ['p1'])).get('p1');
      };
      const first = await write(undefined, 1, { n: 1 });
      expect(first).toEqual({ rev: first?.rev, position: positionOf(1), body: { n: 1 } });
      const second = await write(first?.rev, 5, { n: 2 });
      expect(second).toEqual({ rev: second?.rev, position: positionOf(5), body: { n: 2 } });
      expect(second?.rev).toBeGreaterThan(first?.rev ?? Infinity);
    });

    it('leave a tombstone that keeps the position, and no question finds it', async () => {
      const { readModels } = opened();
      const name = await prepared();
      await written(readModels, name, { p1: { id: 'p1', status: 'open' }, p2: { id: 'p2', status: 'open' } });
      await written(readModels, name, { p1: null });
      const tombstone = (await readModels.load(name, ['p1'])).get('p1');
      expect(tombstone).toMatchObject({ body: null });
      expect(await readModels.get(name, 'p1')).toBeUndefined();
      expect(await readModels.count(name)).toBe(1);
      expect((await readModels.find(name, { limit: 9 })).items).toEqual([{ id: 'p2', status: 'open' }]);
      expect(await readModels.group(name, [], ['status'])).toEqual([{ key: { status: 'open' }, count: 1, sums: {} }]);
      expect((await readModels.scan(name, '', 9)).map(({ id, stored }) => [id, stored.body === null])).toEqual([
        ['p1', true],
        ['p2', false],
      ]);
      await written(readModels, name, { p1: { id: 'p1', status: 'closed' } });
      expect((await readModels.load(name, ['p1'])).get('p1')?.rev).toBeGreaterThan(tombstone?.rev ?? Infinity);
      expect(await readModels.count(name)).toBe(2);
    });

    it('may be removed before anything was written', async () => {
      const { readModels } = opened();
      const name = await prepared();
      await written(readModels, name, { p1: null });
      expect((await readModels.load(name, ['p1', 'p2'])).get('p1')).toMatchObject({ body: null });
      expect(await readModels.get(name, 'p1')).toBeUndefined();
    });

    it('are loaded by their ids, those that exist', async () => {
      const { readModels } = opened();
      const name = await prepared();
      await written(readModels, name, { p1: { n: 1 }, p2: { n: 2 }, p3: { n: 3 } });
      expect([...(await readModels.load(name, ['p3', 'p1', 'p9', 'p1'])).keys()].toSorted()).toEqual(['p1', 'p3']);
      expect(await readModels.load(name, [])).toEqual(new Map());
    });

    it('are read in the order of their ids, page by page, by code point', async () => {
      const { readModels } = opened();
      const name = await prepared();
      const ids = ['A', 'a', 'é', 'ب', '\uFFFD', '😀', '😁'];
      await written(readModels, name, Object.fromEntries(ids.toReversed().map((id) => [id, { id }])));
      const read: string[] = [];
      for (let after = ''; ;) {
        const page = await readModels.scan(name, after, 3);
        read.push(...page.map(({ id }) => id));
        if (page.length < 3) break;
        after = page.at(-1)?.id ?? '';
      }
      expect(read).toEqual(ids);
    });
  });
}
