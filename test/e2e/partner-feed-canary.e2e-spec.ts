import { aggregates, type AnyAggregate } from '#libs/casework';
import type { AnyEventDefinition, Fact } from '#libs/kernel';
import { NumberingRunner } from '#libs/partner-feed';
import { randomUUID } from 'node:crypto';
import { type SentEvent, StreamReader } from '../support/feed-reader.ts';
import { FactWriter } from '../support/feed-workplace.ts';
import { type ApiWorkplace, openApiWorkplace } from './api-workplace.ts';

interface Schema {
  readonly type?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
}

/** Fields that say where something is, or that a later event needs to be told of. */
const MEANT: Readonly<Record<string, unknown>> = {
  province: 'MA-LAA',
  trade: 'sewing',
  outcome: 'placed',
  budgetCentimes: 1_234_567,
  amountCentimes: 1_234_567,
};
const canaries = new Set<string>();

let workplace: ApiWorkplace;
beforeAll(async () => {
  workplace = await openApiWorkplace();
});
afterAll(() => workplace.close());

/** Long enough that no random text of a token or a hash holds it by chance. */
const MARK = 'Canary';

function canary(path: string): string {
  const text = `${MARK}-${path.slice(-25)}-${MARK}`;
  canaries.add(text);
  return text;
}

/** A value of that shape in which everything that can be told apart is a canary. */
function filled(schema: Schema, path: string): unknown {
  const name = path.split('.').at(-1) ?? '';
  if (Object.hasOwn(MEANT, name)) return MEANT[name];
  if (schema.enum) return schema.enum.at(-1);
  if (schema.properties) {
    const entries = Object.entries(schema.properties);
    return Object.fromEntries(entries.map(([key, child]) => [key, filled(child, `${path}.${key}`)]));
  }
  if (schema.items) return [filled(schema.items, path)];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 0, 3);
  return textOf(schema, path);
}

function textOf({ pattern = '' }: Schema, path: string): string {
  if (pattern.includes('{12}')) return noted(randomUUID());
  if (pattern.startsWith('^\\d{4}-\\d{2}-\\d{2}T')) return noted('1987-06-05T04:03:02.001Z');
  if (pattern.startsWith('^\\d{4}')) return noted('1987-06-05');
  if (pattern.includes('[A-Z]{2}')) return 'MA';
  if (pattern.includes('A-Za-z0-9')) return noted(`${MARK}${path.replace(/\W/g, '-')}`.slice(0, 40));
  return canary(path);
}

function noted(text: string): string {
  canaries.add(text);
  return text;
}

const withAll = (definition: AnyEventDefinition, over: object = {}): Fact =>
  definition(Object.assign(filled(definition.schema, definition.type) as object, over) as never);

const eventsOf = (kind: string): readonly AnyEventDefinition[] =>
  aggregates.find((one: AnyAggregate) => one.kind === kind)?.events ?? [];

it('nothing personal, no name of ours and no custody fact is in any byte that a partner is sent', async () => {
  const { idmaj, origin } = workplace;
  const facts = new FactWriter(idmaj.events);
  const partner = randomUUID();
  const [person, project, agreement] = [noted(randomUUID()), noted(randomUUID()), noted(randomUUID())];
  await facts.partner(partner);
  await facts.person(person);
  const over = { beneficiaryId: person, projectId: project, agreementId: agreement };
  const known = (definition: AnyEventDefinition) => {
    const { properties = {} } = definition.schema as Schema;
    return Object.fromEntries(Object.entries(over).filter(([name]) => Object.hasOwn(properties, name)));
  };
  const seed = async (kind: string, id: string) => {
    for (const definition of eventsOf(kind)) {
      // Restricting would withhold all the rest, which would prove nothing.
      if (definition.type === 'VisibilityRestricted') continue;
      await facts.happened(`${kind}-${id}`, withAll(definition, known(definition)));
    }
  };
  await seed('beneficiary', person);
  await seed('custody', person);
  await seed('case', person);
  await seed('project', project);
  await seed('agreement', agreement);
  const personal = eventsOf('beneficiary').flatMap(({ type, personal }) => personal.map((path) => `${type}.${path}`));
  expect(personal.length).toBeGreaterThan(10);
  expect([...canaries].join(' ')).toContain(`.name.latin.family-${MARK}`);

  const hash = (purpose: string, text: string) => idmaj.identity.keys.keyedHash(purpose, text);
  const numbering = new NumberingRunner({ ...idmaj, hash, holder: 'test' });
  numbering.start();
  await numbering.caughtUpTo(await idmaj.events.head());
  const as = { as: ['partner', '*', partner] as const };
  const pulled = await workplace.ask('/v1/feed', as);
  const events = pulled.json() as SentEvent[];
  expect(new Set(events.map(({ type }) => type)).size).toBe(8);
  const reader = await StreamReader.open(origin, await workplace.token('partner', '*', partner));
  await reader.until(({ events: streamed }) => streamed.length === events.length);
  reader.close();
  const sent = [pulled.body, JSON.stringify(pulled.headers), reader.text];
  for (const { dataref = '' } of events) {
    const read = await workplace.ask(dataref, as);
    expect(read.statusCode).toBe(200);
    sent.push(read.body, JSON.stringify(read.headers));
  }
  await numbering.stop();
  const custody = ['LAAYOUNE', 'remand', 'prison', 'detention', 'pardon', 'placed by'];
  const ours = ['amina', 'social-worker', 'T09:00', '1234567', 'Oubella', 'Malika', MARK, ...custody];
  const bytes = sent.join('\n');
  expect([...canaries, ...ours].filter((text) => bytes.includes(text))).toEqual([]);
}, 30_000);
