import { UndeclaredIndex, UnknownCollection } from '#libs/read-models';
import { filled, idsWhere, newCollection, type Opened, pages, positionOf, written } from './read-models.contract.ts';

export function describeCollections(opened: Opened): void {
  describe('collections', () => {
    it('are made once, however often and by how many they are prepared', async () => {
      const { readModels, openAnother } = opened();
      const other = await openAnother();
      const collections = [newCollection('status', { field: 'words', many: true }), newCollection()];
      await Promise.all([readModels.prepare(collections), other.prepare(collections)]);
      await written(readModels, collections[0]?.name ?? '', { p1: { id: 'p1', status: 'open' } });
      await other.prepare(collections);
      await readModels.prepare(collections);
      expect(await other.get(collections[0]?.name ?? '', 'p1')).toEqual({ id: 'p1', status: 'open' });
      await other.close();
    });

    it('answer a question by an index that was declared after the documents were written', async () => {
      const { readModels, openAnother } = opened();
      const { name } = newCollection();
      const indexes = [{ field: 'status' }];
      await readModels.prepare([{ name, indexes }]);
      const other = await openAnother();
      await written(other, name, {
        p1: { id: 'p1', status: 'open', trade: 'نجارة', words: ['حي', 'نور'], place: { code: 'FES' } },
        p2: { id: 'p2', status: 'open', words: { first: 'نور' } },
        p3: { id: 'p3', trade: 'حدادة', words: 'نور' },
        p4: null,
      });
      const more = [...indexes, { field: 'trade' }, { field: 'place.code' }, { field: 'words', many: true }];
      await readModels.prepare([{ name, indexes: more }]);
      for (const asked of [readModels, other]) {
        expect(await idsWhere(asked, name, { field: 'trade', equals: 'نجارة' })).toEqual(['p1']);
        expect(await idsWhere(asked, name, { field: 'place.code', equals: 'FES' })).toEqual(['p1']);
        expect(await idsWhere(asked, name, { field: 'words', equals: 'نور' })).toEqual(['p1', 'p3']);
        expect(await pages(asked, name, { sort: { field: 'trade' }, limit: 9 })).toEqual([['p2', 'p3', 'p1']]);
      }
      await written(other, name, { p1: { id: 'p1', trade: 'حدادة' } });
      expect(await idsWhere(readModels, name, { field: 'trade', equals: 'حدادة' })).toEqual(['p1', 'p3']);
      expect(await idsWhere(readModels, name, { field: 'words', exists: true })).toEqual(['p3']);
      await other.close();
    });

    it('refuse a question that no declared index answers', async () => {
      const { readModels } = opened();
      const name = await filled(readModels, ['status', { field: 'words', many: true }], { p1: { status: 'open' } });
      const trade = { field: 'trade', equals: 'نجارة' };
      const asked = [
        () => readModels.find(name, { where: [trade], limit: 1 }),
        () => readModels.find(name, { where: [{ any: [{ field: 'status', equals: 'open' }, trade] }], limit: 1 }),
        () => readModels.find(name, { sort: { field: 'trade' }, limit: 1 }),
        () => readModels.find(name, { sort: { field: 'words' }, limit: 1 }),
        () => readModels.count(name, [trade]),
        () => readModels.group(name, [trade], ['status']),
        () => readModels.group(name, [], ['trade']),
        () => readModels.group(name, [], ['words']),
      ];
      for (const ask of asked) await expect(ask()).rejects.toThrow(UndeclaredIndex);
    });

    it('refuse an index whose name is not a dotted path of plain names', async () => {
      for (const field of ['a b', "a'b", '$where', 'a..b', '', 'a.$b']) {
        await expect(opened().readModels.prepare([newCollection(field)])).rejects.toThrow('plain names');
      }
    });

    it('are unknown until somebody prepares them', async () => {
      const { readModels } = opened();
      const { name } = newCollection();
      const replacements = [{ id: 'p1', readAt: undefined, position: positionOf(1), body: {} }];
      const asked = [
        () => readModels.get(name, 'p1'),
        () => readModels.find(name, { limit: 1 }),
        () => readModels.count(name),
        () => readModels.group(name, [], []),
        () => readModels.load(name, ['p1']),
        () => readModels.save([{ collection: name, replacements }]),
        () => readModels.parked(name),
        () => readModels.scan(name, '', 1),
      ];
      for (const ask of asked) await expect(ask()).rejects.toThrow(UnknownCollection);
      expect(await readModels.checkpoint(name)).toBeUndefined();
      await readModels.drop(name);
    });

    it('are gone for everyone when dropped, with their parked events and checkpoint, and begin empty again', async () => {
      const { readModels, openAnother } = opened();
      const other = await openAnother();
      const collection = newCollection('status');
      const { name } = collection;
      const parked = [{ key: 'p2', position: positionOf(2), stream: 'project-p2', type: 'Odd', error: 'unreadable' }];
      const checkpoint = { logId: 'log', position: positionOf(2) };
      await other.prepare([collection]);
      await written(other, name, { p1: { id: 'p1', status: 'open' } });
      await other.save([{ collection: name, replacements: [], parked, checkpoint }]);
      expect(await readModels.count(name)).toBe(1);

      await readModels.drop(name);
      const replacements = [{ id: 'p3', readAt: undefined, position: positionOf(3), body: {} }];
      for (const asked of [readModels, other]) {
        await expect(asked.get(name, 'p1')).rejects.toThrow(UnknownCollection);
        await expect(asked.find(name, { limit: 1 })).rejects.toThrow(UnknownCollection);
        await expect(asked.count(name)).rejects.toThrow(UnknownCollection);
        await expect(asked.load(name, ['p1'])).rejects.toThrow(UnknownCollection);
        await expect(asked.save([{ collection: name, replacements, checkpoint }])).rejects.toThrow(UnknownCollection);
        expect(await asked.checkpoint(name)).toBeUndefined();
      }
      await readModels.drop(name);

      await readModels.prepare([collection]);
      for (const asked of [readModels, other]) {
        expect(await asked.scan(name, '', 10)).toEqual([]);
        expect(await asked.parked(name)).toEqual([]);
        expect(await asked.checkpoint(name)).toBeUndefined();
      }
      await other.close();
    });
  });
}
