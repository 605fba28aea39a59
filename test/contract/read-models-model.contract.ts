import fc from 'fast-check';
import type { Json, JsonObject } from '#libs/kernel';
import type { Condition, Index, Query, ReadModels, Scalar } from '#libs/read-models';
import { DocumentsInMemory } from './read-models-in-memory.ts';
import { newCollection, type Opened, pages, written } from './read-models.contract.ts';

const INDEXES: readonly Index[] = [
  { field: 'status' },
  { field: 'active' },
  { field: 'mixed' },
  { field: 'place.code' },
  { field: 'words', many: true },
];
const SINGLE = ['id', 'status', 'active', 'mixed', 'place.code'];

const id: fc.Arbitrary<string> = fc.constantFrom('p1', 'p2', 'P1', 'ب', 'بب', 'é', '\uFFFD', '😀', '😁', '$p', "'");
const text: fc.Arbitrary<string> = fc.constantFrom(
  '',
  'a',
  'ab',
  'b',
  'Z',
  'é',
  '1',
  'علي',
  'عليوة',
  'على',
  '\uD7FF',
  '\uE000',
  '\uFFFD',
  '😀',
  '😀a',
  '😁',
);
const number = fc.constantFrom(-3.5, -1, 0, 1, 2, 10.5, 1e9, 2 ** 40);
const odd = fc.constantFrom<Json>(null, [], ['a'], {}, { a: 1 }, [[1]]);

const body = fc
  .record(
    {
      status: fc.oneof(text, fc.constant(null)),
      active: fc.oneof(fc.boolean(), fc.constant(null)),
      mixed: fc.oneof(text, number, odd),
      place: fc.oneof(fc.record({ code: fc.oneof(text, odd) }), odd),
      words: fc.oneof(fc.array(fc.oneof(text, number, odd), { maxLength: 4 }), text, odd),
      amount: fc.oneof(number, text, odd),
    },
    { requiredKeys: [] },
  )
  .map((fields) => fields as JsonObject);

const document: fc.Arbitrary<JsonObject | null> = fc.option(body, { freq: 6 });

const field = fc.constantFrom(...SINGLE, 'words');
const scalar = fc.oneof(text, number);
const scalarOf = (name: string): fc.Arbitrary<Scalar> =>
  name === 'active' ? fc.boolean() : name === 'id' ? id : scalar;
const simple: fc.Arbitrary<Condition> = field.chain((name) =>
  fc.oneof<fc.Arbitrary<Condition>[]>(
    fc.record({ field: fc.constant(name), equals: scalarOf(name) }),
    fc.record({ field: fc.constant(name), in: fc.array(scalarOf(name), { maxLength: 3 }) }),
    fc.record({ field: fc.constant(name), exists: fc.boolean() }),
    fc.record({ field: fc.constant(name), prefix: text }),
    fc.record({ field: fc.constant(name), from: scalarOf(name), to: scalarOf(name) }, { requiredKeys: ['field'] }),
  ),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(simple, fc.record({ any: fc.array(simple, { maxLength: 3 }) }));
const where = fc.array(condition, { maxLength: 2 });
const sort: fc.Arbitrary<Query['sort']> = fc.option(
  fc.record({ field: fc.constantFrom(...SINGLE), descending: fc.boolean() }),
  { nil: undefined },
);

interface Step {
  readonly write: readonly (readonly [string, JsonObject | null])[];
  readonly find: readonly { readonly where: Condition[]; readonly sort: Query['sort']; readonly limit: number }[];
  readonly group: { readonly where: Condition[]; readonly by: string[]; readonly sums: string[] };
}
const step: fc.Arbitrary<Step> = fc.record({
  write: fc.uniqueArray(fc.tuple(id, document), { maxLength: 8, selector: ([name]) => name }),
  find: fc.array(fc.record({ where, sort, limit: fc.integer({ min: 1, max: 7 }) }), { minLength: 1, maxLength: 4 }),
  group: fc.record({
    where,
    by: fc.uniqueArray(fc.constantFrom(...SINGLE), { maxLength: 2 }),
    sums: fc.subarray(['amount', 'mixed', 'place.code']),
  }),
});

async function expectSameAnswers(readModels: ReadModels, steps: readonly Step[]): Promise<void> {
  const { name } = newCollection();
  await readModels.prepare([{ name, indexes: INDEXES }]);
  const model = new DocumentsInMemory(INDEXES);
  for (const { write, find, group } of steps) {
    const bodies = write.map(([key, body]) => [key, body && { ...body, id: key }] as const);
    await written(readModels, name, Object.fromEntries(bodies));
    for (const [key, body] of bodies) model.write(key, body);
    for (const { where: conditions, sort: order, limit } of find) {
      const query = { where: conditions, limit, ...(order && { sort: order }) };
      const expected = model.find(query);
      expect((await pages(readModels, name, query)).flat()).toEqual(expected);
      expect(await readModels.count(name, conditions)).toBe(expected.length);
    }
    const { where: conditions, by, sums } = group;
    expect(await readModels.group(name, conditions, by, sums)).toEqual(model.group(conditions, by, sums));
  }
  await readModels.drop(name);
}

export function describeModel(opened: Opened): void {
  it('answers any series of writes and questions as documents in memory would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) =>
        expectSameAnswers(opened().readModels, steps),
      ),
      { numRuns: 60, interruptAfterTimeLimit: 100_000 },
    );
  }, 240_000);
}
