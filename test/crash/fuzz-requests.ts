import fc from 'fast-check';

export type Schema = Readonly<Record<string, any>>;

export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly described: Schema;
}

/** A request as it is generated; ids of what there is are chosen when it is sent, by a number. */
export interface Request {
  readonly operation: Operation;
  readonly method: string;
  readonly id: string | number;
  readonly query: readonly (readonly [string, unknown])[];
  readonly body: unknown;
  readonly rawBody: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly sender: readonly [role: string, unit: string] | 'nobody' | 'a stranger';
}

const ROLES = [
  'general-coordinator',
  'regional-coordinator',
  'centre-manager',
  'social-worker',
  'prison-officer',
  'project-officer',
  'committee-member',
  'finance',
  'data-steward',
  'auditor',
  'observer',
  'administrator',
] as const;
const UNITS = ['*', '*', '*', 'MA-LAA', 'CAR-AGA', 'MA-11'] as const;

export const nasty: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  '\u202egnirts',
  '\ud800',
  '\u0000',
  'a'.repeat(5_000),
  -1,
  0.1,
  1e300,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [[]],
  true,
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  "'; DROP TABLE streams; --",
  '{$gt: ""}',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '%00',
);

/** Placeholder of an id of something that is there; the sender puts one in its place. */
export const SOME_ID = 'an id of something there: ';

/** Values that a schema takes, more often than not. */
function valueOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (depth > 6) return fc.constant('deep');
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if (Array.isArray(schema.anyOf)) return fc.oneof(...(schema.anyOf as Schema[]).map((one) => valueOf(one, depth + 1)));
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number': {
      const min = Number(schema.minimum ?? 0);
      return fc.integer({ min, max: Math.max(min, Number(schema.maximum ?? min + 1_000_000)) });
    }
    case 'array': {
      const minLength = Number(schema.minItems ?? 0);
      return fc.array(valueOf((schema.items ?? {}) as Schema, depth + 1), { minLength, maxLength: minLength + 2 });
    }
    case 'object': {
      const properties = (schema.properties ?? {}) as Record<string, Schema>;
      const entries = Object.entries(properties).map(([name, each]) => [name, valueOf(each, depth + 1)]);
      return fc.record(Object.fromEntries(entries) as Record<string, fc.Arbitrary<unknown>>, {
        requiredKeys: (schema.required ?? []) as string[],
      });
    }
    default:
      return textOf(schema);
  }
}

function textOf({ format }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid')
    return fc.oneof(
      fc.uuid(),
      fc.nat(1_000_000).map((at) => `${SOME_ID}${at}`),
    );
  if (format === 'date')
    return fc.integer({ min: 0, max: 900 }).map((day) => new Date(Date.UTC(2024, 6, day)).toISOString().slice(0, 10));
  return fc.oneof(
    fc.constantFrom('MA-LAA', 'MA-AGD', 'CAR-AGA', 'carpentry', '5', 'true', '2026', 'LAAYOUNE', 'ام'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  );
}

/** The body an operation takes: its example, values of its schema, and the same spoilt. */
function bodyOf({ described }: Operation): fc.Arbitrary<Pick<Request, 'body' | 'rawBody'>> {
  const content = described.requestBody?.content?.['application/json'] as Schema | undefined;
  if (!content) return fc.constant({ body: undefined, rawBody: undefined });
  const example = (content.example ?? {}) as Record<string, unknown>;
  const schema = content.schema as Schema;
  const names = [...Object.keys(example), 'x', '__proto__', 'constructor', 'toString'];
  const spoilt = fc
    .tuple(
      fc.dictionary(fc.constantFrom(...names), fc.oneof(nasty, fc.jsonValue({ maxDepth: 4 })), { maxKeys: 3 }),
      fc.subarray(Object.keys(example)),
    )
    .map(([changes, kept]) => ({ ...Object.fromEntries(kept.map((name) => [name, example[name]])), ...changes }));
  const whole = fc.oneof(
    { weight: 4, arbitrary: valueOf(schema) },
    { weight: 3, arbitrary: fc.record({ changes: valueOf(schema) }).map(({ changes }) => mixed(example, changes)) },
    { weight: 4, arbitrary: spoilt },
    { weight: 1, arbitrary: fc.constant(example as unknown) },
  );
  const raw = fc.oneof(
    fc.json({ maxDepth: 12 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('', '{', '{"a":1,"a":2}', '[]', '{"birthYear":1e999}', `{"x":"${'y'.repeat(300_000)}"}`),
  );
  return fc.oneof(
    { weight: 9, arbitrary: whole.map((body) => ({ body, rawBody: undefined })) },
    { weight: 1, arbitrary: raw.map((rawBody) => ({ body: undefined, rawBody })) },
  );
}

/** The example with some of its fields otherwise. */
function mixed(example: Record<string, unknown>, other: unknown): unknown {
  const entries = Object.entries(other as Record<string, unknown>).filter((_entry, at) => at % 2 === 0);
  return { ...example, ...Object.fromEntries(entries) };
}

function senderOf({ described }: Operation): fc.Arbitrary<Request['sender']> {
  const rightful = (described['x-sent-by'] ?? ROLES) as readonly string[];
  return fc.oneof(
    {
      weight: 14,
      arbitrary: fc.tuple(fc.constantFrom(...rightful), fc.constantFrom(...UNITS)),
    },
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom<string>(...ROLES), fc.constantFrom(...UNITS)) },
    { weight: 1, arbitrary: fc.constant('nobody' as const) },
    { weight: 1, arbitrary: fc.constant('a stranger' as const) },
  );
}

const header = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }).map((text) => text.trim() || 'x');
const headers = fc.dictionary(
  fc.constantFrom('idempotency-key', 'if-match', 'accept-language', 'x-correlation-id', 'if-none-match', 'x-purpose'),
  fc.oneof(header, fc.uuid(), fc.constantFrom('"0"', '*', 'fr', '"1-x"', 'de;q=0')),
  { maxKeys: 2 },
);
const types = fc.oneof(
  { weight: 30, arbitrary: fc.constant('application/json') },
  fc.constantFrom('text/plain', 'application/json; charset=latin1', 'multipart/form-data', 'application/xml'),
);

function queryOf({ described }: Operation): fc.Arbitrary<Request['query']> {
  const known = ((described.parameters ?? []) as Schema[]).filter((parameter) => parameter.in === 'query');
  const names = [...known.map(({ name }) => String(name)), 'x', 'limit', 'year', '$where', '__proto__'];
  const one = fc.constantFrom(...names).chain((name) => {
    const schema = known.find((parameter) => parameter.name === name)?.schema as Schema | undefined;
    // A position that is still to come is waited for, as documented; here nobody waits.
    if (name === 'position') return fc.constantFrom('0000000000000001', 'x', '').map((at) => [name, at] as const);
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    return fc
      .oneof({ weight: 3, arbitrary: valueOf(schema ?? {}) }, nasty, text)
      .map((value) => [name, value] as const);
  });
  return fc.array(one, { maxLength: 3 });
}

/** Any request to any of the operations, most of them near to right. */
export function requests(operations: readonly Operation[]): fc.Arbitrary<Request> {
  const id = fc.oneof(
    { weight: 7, arbitrary: fc.nat(1_000_000) },
    { weight: 2, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.constantFrom('x', '%00', '..', '%2e%2e%2f', 'a'.repeat(150), '%zz', 'ام') },
  );
  return fc.constantFrom(...operations).chain((operation) => {
    const method = fc.oneof(
      { weight: 40, arbitrary: fc.constant(operation.method) },
      fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
    );
    return fc
      .record({
        id,
        method,
        query: queryOf(operation),
        sent: bodyOf(operation),
        headers,
        type: types,
        sender: senderOf(operation),
      })
      .map(({ sent, headers, type, ...rest }) => {
        const typed =
          sent.body !== undefined || sent.rawBody !== undefined ? { 'content-type': type, ...headers } : headers;
        return { operation, ...rest, ...sent, headers: typed };
      });
  });
}

/** The operations of a document, their references followed one step. */
export function operationsOf(document: Schema): Operation[] {
  const resolved = (parameter: Schema): Schema => {
    const name = /^#\/components\/parameters\/(.+)$/.exec(String(parameter.$ref ?? ''))?.[1];
    return name === undefined ? parameter : (document.components.parameters[name] as Schema);
  };
  return Object.entries(document.paths as Record<string, Record<string, Schema>>).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'post', 'put', 'delete', 'patch'].includes(method))
      .map(([method, described]): Operation => {
        const parameters = ((described.parameters ?? []) as Schema[]).map(resolved);
        return { path, method: method.toUpperCase(), described: { ...described, parameters } };
      }),
  );
}
