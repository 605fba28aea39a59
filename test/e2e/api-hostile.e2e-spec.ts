import { commands } from '#libs/casework';
import fc from 'fast-check';
import { type ApiWorkplace, answered, openApiWorkplace } from './api-workplace.ts';

/** A run with another number or seed: API_FUZZ=20000 API_FUZZ_SEED=7. */
const RUNS = Number(process.env['API_FUZZ'] ?? 600);
const SEED = Number(process.env['API_FUZZ_SEED'] ?? 20_260_302);

let workplace: ApiWorkplace;
let document: any;
beforeAll(async () => {
  workplace = await openApiWorkplace();
  document = (await workplace.ask('/openapi.json')).json();
});
afterAll(async () => {
  await workplace.close();
});

const nasty = fc.constantFrom(
  null,
  '',
  ' ',
  '\u202egnirts',
  '\ud800',
  '\u0000',
  'a'.repeat(5_000),
  -1,
  0.1,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [[]],
  JSON.parse('{"constructor": {}}'),
  JSON.parse('{"__proto__": {"admin": true}}'),
  { toString: 1, then: 2 },
  true,
  '2026-02-30',
  "'; DROP TABLE streams; --",
  '{$gt: ""}',
);
const value = fc.oneof(nasty, fc.jsonValue({ maxDepth: 4 }));

/** The example of a command with some of its fields spoilt, left out or added to. */
function spoilt(example: Record<string, unknown>): fc.Arbitrary<string> {
  const fields = fc
    .tuple(
      fc.dictionary(fc.constantFrom(...Object.keys(example), 'x', '__proto__', 'constructor', 'toString'), value, {
        maxKeys: 3,
      }),
      fc.subarray(Object.keys(example)),
    )
    .map(([changes, kept]) => {
      const entries = [...kept.map((name) => [name, example[name]]), ...Object.entries(changes)];
      return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`).join(',')}}`;
    });
  return fc.oneof(
    { weight: 6, arbitrary: fields },
    { weight: 2, arbitrary: fc.constant(JSON.stringify(example)) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );
}

const id = fc.oneof(
  { weight: 5, arbitrary: fc.uuid() },
  fc.constantFrom('x', '%00', '..', '%2e%2e%2f', 'a'.repeat(150)),
);
const sender = fc.constantFrom(
  ['general-coordinator', '*'],
  ['centre-manager', 'CAR-AGA'],
  ['social-worker', 'MA-LAA'],
  ['prison-officer', 'MA-LAA'],
  ['project-officer', 'MA-11'],
  ['data-steward', '*'],
  ['finance', '*'],
  ['auditor', '*'],
) as fc.Arbitrary<[string, string]>;
const header = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }).map((text) => text.trim() || 'x');
const headers = fc.dictionary(
  fc.constantFrom('idempotency-key', 'if-match', 'accept-language', 'x-correlation-id', 'if-none-match', 'traceparent'),
  fc.oneof(header, fc.uuid(), fc.constantFrom('"0"', '*', 'fr', '"1-x"')),
  { maxKeys: 3 },
);

interface Hostile {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: string;
  /** A role that may send it, more often than not. */
  readonly as?: readonly [string, string];
}

function commandRequests(): fc.Arbitrary<Hostile> {
  return fc.constantFrom(...commands).chain(({ aggregate, name, sentBy }) => {
    const path = document.paths[`/v1/${aggregate.plural}/{id}/${name}`];
    const example = path?.post.requestBody.content['application/json'].example ?? {};
    const rightful = sentBy.filter((role) => role !== 'process').map((role) => [role, '*'] as [string, string]);
    const as = fc.oneof(
      { weight: 1, arbitrary: sender },
      { weight: 4, arbitrary: fc.constantFrom(...rightful, ['auditor', '*'] as [string, string]) },
    );
    return fc.record({ id, body: spoilt(example), as }).map(({ id, body, as }) => {
      return { method: 'POST' as const, url: `/v1/${aggregate.plural}/${id}/${name}`, body, as };
    });
  });
}

function questionRequests(): fc.Arbitrary<Hostile> {
  const asked = Object.keys(document.paths).filter((path) => document.paths[path].get && path.startsWith('/v1/'));
  const parameters = [
    'q',
    'province',
    'sex',
    'status',
    'limit',
    'cursor',
    'position',
    'year',
    'open',
    'inside',
    'trade',
    'x',
  ];
  const text = fc.oneof(
    fc.constantFrom('MA-LAA', '5', 'true', '2026', 'female', 'W10', '0000000000000001', '%', 'ام'),
    fc.string({ unit: 'binary-ascii', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );
  return fc
    .record({
      path: fc.constantFrom(...asked),
      id,
      query: fc.array(fc.tuple(fc.constantFrom(...parameters), text), { maxLength: 3 }),
    })
    .map(({ path, id, query }) => {
      const search = query.map(([name, one]) => `${name}=${encodeURIComponent(one)}`).join('&');
      return { method: 'GET' as const, url: `${path.replace('{id}', id)}${search && `?${search}`}` };
    });
}

it('whatever is sent, no answer is a 5xx, each problem is whole, and a refusal leaves no event', async () => {
  const statuses = new Map<number, number>();
  const request = fc.oneof({ weight: 2, arbitrary: commandRequests() }, { weight: 1, arbitrary: questionRequests() });
  await fc.assert(
    fc.asyncProperty(request, sender, headers, async ({ method, url, body, as }, anybody, extra) => {
      const [role, unit] = as ?? anybody;
      const before = await workplace.idmaj.events.head();
      const response = await answered(
        await fetch(`${workplace.origin}${url}`, {
          method,
          headers: {
            ...extra,
            authorization: `Bearer ${await workplace.token(role, unit)}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { body }),
        }),
      );
      const { statusCode } = response;
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      expect([statusCode < 500, response.body]).toEqual([true, response.body]);
      if (statusCode >= 400) {
        const { status, code, detail, title, correlationId } = response.json();
        expect(status).toBe(statusCode);
        expect([code, detail, title, correlationId].every((text) => typeof text === 'string' && text !== '')).toBe(
          true,
        );
        // A claim taken for a command that then fails is given up by an event of the claim’s own.
        const since = await workplace.idmaj.events.readAll(before, 50);
        expect(since.filter(({ stream }) => !stream.startsWith('claim-'))).toEqual([]);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  if (process.env['API_FUZZ'])
    process.stdout.write(`${RUNS} requests: ${JSON.stringify(Object.fromEntries(statuses))}\n`);
  expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([200, 400, 403, 404]));
}, 1_200_000);
