import type { ReadModels, Replacement } from '#libs/read-models';
import { newCollection, type Opened, positionOf, written } from './read-models.contract.ts';

const parkedAt = (key: string, event: number) => ({
  key,
  position: positionOf(event),
  stream: `project-${key}`,
  type: 'ProjectAmended',
  error: 'amount is not a number',
});

export function describeBatches(opened: Opened): void {
  describe('batches', () => {
    const prepared = async () => {
      const collection = newCollection('status', { field: 'words', many: true });
      await opened().readModels.prepare([collection]);
      return collection.name;
    };
    const revOf = async (readModels: ReadModels, name: string, id: string) =>
      (await readModels.load(name, [id])).get(id)?.rev;
    const replacing = (id: string, readAt: number | undefined, event: number, n: number): Replacement => ({
      id,
      readAt,
      position: positionOf(event),
      body: { id, n, words: [`w${n}`] },
    });

    it('answer the ids of documents that moved since they were read, write the others, and keep the checkpoint', async () => {
      const { readModels } = opened();
      const name = await prepared();
      const before = { logId: 'log', position: positionOf(1) };
      await readModels.save([
        {
          collection: name,
          replacements: [replacing('p1', undefined, 1, 1), replacing('p2', undefined, 1, 1)],
          checkpoint: before,
        },
      ]);
      const [one, two] = [await revOf(readModels, name, 'p1'), await revOf(readModels, name, 'p2')];
      await readModels.save([{ collection: name, replacements: [replacing('p1', one, 2, 2)] }]);

      const { lost } = await readModels.save([
        {
          collection: name,
          replacements: [
            replacing('p1', one, 3, 3),
            replacing('p2', two, 3, 3),
            replacing('p3', undefined, 3, 3),
            replacing('p4', 7, 3, 3),
          ],
          checkpoint: { logId: 'log', position: positionOf(3) },
        },
      ]);
      expect([...(lost.get(name) ?? [])].toSorted()).toEqual(['p1', 'p4']);
      expect(await readModels.checkpoint(name)).toEqual(before);
      const { items } = await readModels.find(name, { limit: 9 });
      expect(items.map(({ id, n }) => [id, n])).toEqual([
        ['p1', 2],
        ['p2', 3],
        ['p3', 3],
      ]);
      expect(await readModels.count(name, [{ field: 'words', equals: 'w3' }])).toBe(2);
    });

    it('do not make a document that somebody else made first, be it a tombstone', async () => {
      const { readModels } = opened();
      const name = await prepared();
      await written(readModels, name, { p1: { n: 1 }, p2: null });
      const replacements = [replacing('p1', undefined, 2, 2), replacing('p2', undefined, 2, 2)];
      const { lost } = await readModels.save([{ collection: name, replacements }]);
      expect([...(lost.get(name) ?? [])].toSorted()).toEqual(['p1', 'p2']);
      expect(await readModels.get(name, 'p1')).toEqual({ n: 1 });
      expect(await readModels.get(name, 'p2')).toBeUndefined();
    });

    it('let one of two workers win each document, and tell the other which it lost', async () => {
      const { readModels, openAnother } = opened();
      const other = await openAnother();
      const name = await prepared();
      for (let round = 0; round < 5; round++) {
        const ids = Array.from({ length: 30 }, (_, n) => `p${n}`);
        const loaded = await readModels.load(name, ids);
        const answers = await Promise.all(
          [readModels, other].map((worker, who) => {
            const replacements = ids.map((id) => replacing(id, loaded.get(id)?.rev, round, round * 2 + who));
            return worker.save([{ collection: name, replacements: who ? replacements.toReversed() : replacements }]);
          }),
        );
        const lost = answers.map((answer) => answer.lost.get(name) ?? []);
        const now = await readModels.load(name, ids);
        for (const id of ids) {
          const winner = lost[0]?.includes(id) ? 1 : 0;
          expect(lost[1 - winner]).toContain(id);
          expect(lost[winner]).not.toContain(id);
          expect(now.get(id)?.body).toMatchObject({ n: round * 2 + winner });
        }
      }
      await other.close();
    });

    it('of several collections are judged each alone', async () => {
      const { readModels } = opened();
      const [one, two] = [await prepared(), await prepared()];
      await written(readModels, one, { p1: { n: 1 } });
      const checkpoint = { logId: 'log', position: positionOf(9) };
      const replacements = [replacing('p1', undefined, 9, 9)];
      const { lost } = await readModels.save([
        { collection: one, replacements, checkpoint },
        { collection: two, replacements, checkpoint },
      ]);
      expect(lost).toEqual(new Map([[one, ['p1']]]));
      expect(await readModels.checkpoint(one)).toBeUndefined();
      expect(await readModels.checkpoint(two)).toEqual(checkpoint);
      expect(await readModels.get(two, 'p1')).toMatchObject({ n: 9 });
    });

    it('of one collection are written one after the other, and what any of them lost is told', async () => {
      const { readModels } = opened();
      const name = await prepared();
      await written(readModels, name, { p1: { n: 1 }, p2: { n: 1 } });
      const rev = await revOf(readModels, name, 'p1');
      const { lost } = await readModels.save([
        { collection: name, replacements: [replacing('p1', undefined, 2, 2), replacing('p3', undefined, 2, 2)] },
        { collection: name, replacements: [replacing('p2', undefined, 3, 3), replacing('p1', rev, 3, 3)] },
        { collection: name, replacements: [replacing('p4', undefined, 4, 4)] },
      ]);
      expect([...(lost.get(name) ?? [])].toSorted()).toEqual(['p1', 'p2']);
      expect(await readModels.get(name, 'p1')).toMatchObject({ n: 3 });
      expect(await readModels.count(name)).toBe(4);
    });

    it('may hold a checkpoint alone, or nothing', async () => {
      const { readModels, openAnother } = opened();
      const name = await prepared();
      expect(await readModels.checkpoint(name)).toBeUndefined();
      const checkpoint = { logId: 'log-a', position: positionOf(7) };
      await readModels.save([{ collection: name, replacements: [], checkpoint }]);
      expect((await readModels.save([{ collection: name, replacements: [] }])).lost).toEqual(new Map());
      expect((await readModels.save([])).lost).toEqual(new Map());
      const other = await openAnother();
      expect(await other.checkpoint(name)).toEqual(checkpoint);
      await other.save([
        { collection: name, replacements: [], checkpoint: { logId: 'log-b', position: positionOf(2) } },
      ]);
      expect(await readModels.checkpoint(name)).toEqual({ logId: 'log-b', position: positionOf(2) });
      await other.close();
    });

    it('park events and bring them back, in the order of the log', async () => {
      const { readModels } = opened();
      const name = await prepared();
      const all = [parkedAt('p1', 3), parkedAt('p1', 11), parkedAt('p2', 7)];
      await readModels.save([{ collection: name, replacements: [], parked: all.toReversed() }]);
      await readModels.save([{ collection: name, replacements: [], parked: all }]);
      expect(await readModels.parked(name)).toEqual([all[0], all[2], all[1]]);
      expect(await readModels.parked(name, 'p1')).toEqual([all[0], all[1]]);
      expect(await readModels.parked(name, 'p9')).toEqual([]);
      await readModels.save([
        { collection: name, replacements: [], unparked: [{ key: 'p1', position: positionOf(3) }, parkedAt('p9', 1)] },
      ]);
      expect(await readModels.parked(name)).toEqual([all[2], all[1]]);
      expect(await readModels.parked(await prepared())).toEqual([]);
    });

    it('that lost a document park and bring back nothing', async () => {
      const { readModels } = opened();
      const name = await prepared();
      await readModels.save([{ collection: name, replacements: [], parked: [parkedAt('p1', 3)] }]);
      const { lost } = await readModels.save([
        {
          collection: name,
          replacements: [replacing('p1', 7, 5, 5)],
          parked: [parkedAt('p2', 5)],
          unparked: [parkedAt('p1', 3)],
        },
      ]);
      expect(lost.get(name)).toEqual(['p1']);
      expect(await readModels.parked(name)).toEqual([parkedAt('p1', 3)]);
    });

    it('may be large: 5,000 documents, made and replaced', async () => {
      const { readModels } = opened();
      const name = await prepared();
      const ids = Array.from({ length: 5000 }, (_, n) => `p${String(n).padStart(4, '0')}`);
      const checkpoint = { logId: 'log', position: positionOf(1) };
      const made = ids.map((id, n) => replacing(id, undefined, 1, n));
      expect((await readModels.save([{ collection: name, replacements: made, checkpoint }])).lost).toEqual(new Map());
      const loaded = await readModels.load(name, ids);
      expect(loaded.size).toBe(5000);
      const replaced = ids.map((id, n) => replacing(id, n === 4321 ? 7 : loaded.get(id)?.rev, 2, n + 1));
      expect((await readModels.save([{ collection: name, replacements: replaced }])).lost).toEqual(
        new Map([[name, ['p4321']]]),
      );
      expect(await readModels.count(name)).toBe(5000);
      expect(await readModels.get(name, 'p4999')).toMatchObject({ n: 5000 });
      expect(await readModels.get(name, 'p4321')).toMatchObject({ n: 4321 });
      expect((await readModels.scan(name, 'p4997', 10)).map(({ id }) => id)).toEqual(['p4998', 'p4999']);
    }, 120_000);
  });
}
