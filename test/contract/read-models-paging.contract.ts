import type { Query } from '#libs/read-models';
import { filled, idOf, type Opened, pages, written } from './read-models.contract.ts';

export function describePaging(opened: Opened): void {
  describe('pages', () => {
    const fields = ['value', 'status'];
    /** One id per value, in the order the port promises. */
    const VALUES = [null, -2, 0, 0.5, 3, '', '3', 'A', 'Z', 'a', 'é', 'ا', 'ب', 'بب', '\uFFFD', '😀', '😁'];
    const sorted = async (values: readonly (string | number | boolean | null)[]) => {
      const { readModels } = opened();
      const documents = Object.fromEntries(values.map((value, n) => [`d${String(n).padStart(2, '0')}`, { value }]));
      return { readModels, name: await filled(readModels, fields, documents), ids: Object.keys(documents) };
    };
    const readAll = async (name: string, query: Omit<Query, 'limit'>, limit: number) =>
      (await pages(opened().readModels, name, { ...query, limit })).flat();

    it('put absent values first, then numbers, then text by code point, and all the other way round', async () => {
      const { name, ids } = await sorted(VALUES);
      for (const limit of [1, 3, 100]) {
        expect(await readAll(name, { sort: { field: 'value' } }, limit)).toEqual(ids);
        expect(await readAll(name, { sort: { field: 'value', descending: true } }, limit)).toEqual(ids.toReversed());
      }
    });

    it('sort false before true, with ties by id in the same direction', async () => {
      const { name } = await sorted([true, false, null, true, false, null]);
      const ascending = ['d02', 'd05', 'd01', 'd04', 'd00', 'd03'];
      for (const limit of [1, 2, 4]) {
        expect(await readAll(name, { sort: { field: 'value' } }, limit)).toEqual(ascending);
        const descending = await readAll(name, { sort: { field: 'value', descending: true } }, limit);
        expect(descending).toEqual(ascending.toReversed());
      }
    });

    it('are in the order of ids when nothing is said', async () => {
      const { readModels } = opened();
      const ids = ['A', 'a', 'é', 'ب', '\uFFFD', '😀'];
      const name = await filled(readModels, fields, Object.fromEntries(ids.toReversed().map((id) => [id, {}])));
      expect(await pages(readModels, name, { limit: 4 })).toEqual([ids.slice(0, 4), ids.slice(4)]);
      expect(await readAll(name, { sort: { field: 'id' } }, 1)).toEqual(ids);
      expect(await readAll(name, { sort: { field: 'id', descending: true } }, 5)).toEqual(ids.toReversed());
    });

    it('say where they end, and the last that nothing follows', async () => {
      const { readModels, name } = await sorted([true, 4, 'ب', null]);
      const after = async (limit: number) => (await readModels.find(name, { sort: { field: 'value' }, limit })).next;
      expect(await after(1)).toEqual({ value: null, id: 'd03' });
      expect(await after(2)).toEqual({ value: true, id: 'd00' });
      expect(await after(3)).toEqual({ value: 4, id: 'd01' });
      expect(await after(4)).toBeUndefined();
      expect((await readModels.find(name, { limit: 2 })).next?.id).toBe('d01');
      expect(await readModels.find(name, { where: [{ field: 'value', equals: 'x' }], limit: 2 })).toEqual({
        items: [],
        next: undefined,
      });
    });

    it('keep to their conditions', async () => {
      const { readModels } = opened();
      const documents = Object.fromEntries(
        Array.from({ length: 40 }, (_, n) => [`d${n + 10}`, { status: n % 3 ? 'open' : 'closed', value: n % 7 }]),
      );
      const name = await filled(readModels, fields, documents);
      const where = [{ field: 'status', equals: 'closed' }];
      const expected = Object.entries(documents)
        .filter(([, { status }]) => status === 'closed')
        .toSorted(([, a], [, b]) => a.value - b.value)
        .map(([id]) => id);
      expect(await readAll(name, { where, sort: { field: 'value' } }, 4)).toEqual(expected);
    });

    it('neither repeat nor miss a document that stays, while others come, go and move', async () => {
      const { readModels } = opened();
      const staying = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`s${n + 10}`, { value: n % 4 }]));
      const name = await filled(readModels, fields, {
        ...staying,
        x1: { value: 0 },
        x2: { value: 3 },
        x3: { value: 1 },
      });
      for (const descending of [false, true]) {
        const seen: string[] = [];
        const query: Query = { sort: { field: 'value', descending }, limit: 3 };
        let { items, next } = await readModels.find(name, query);
        for (let turn = 0; ; turn++) {
          seen.push(...items.map(idOf));
          if (!next) break;
          const gone = items.map(idOf).find((id) => id.startsWith('x'));
          await written(readModels, name, {
            [`x${turn}`]: { id: `x${turn}`, value: (turn * 5) % 4 },
            ...(gone && { [gone]: null }),
          });
          ({ items, next } = await readModels.find(name, { ...query, after: next }));
        }
        const stayed = seen.filter((id) => id.startsWith('s'));
        const inOrder = Object.keys(staying).toSorted(
          (a, b) => (staying[a]?.value ?? 0) - (staying[b]?.value ?? 0) || (a < b ? -1 : 1),
        );
        expect(stayed).toEqual(descending ? inOrder.toReversed() : inOrder);
      }
    });
  });
}
