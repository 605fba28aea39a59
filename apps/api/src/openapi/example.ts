import type { Schema } from './command-schema.ts';

/** Fields whose form a schema's pattern says in a way that no example can be read off. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  birthYear: 1990,
  nationality: 'MA',
  country: 'MA',
  recipient: 'indh-committee',
  phone: '+212600000000',
  value: 'AB123456',
  reference: 'CP-2026-014',
  programme: 'INDH-3',
  registerNumber: '12345',
  percent: 100,
  workerId: 'amina',
};
const DAY = '2026-03-02';
const UUID = '7f0c7c1e-4a57-4a57-9a55-0d0c4a1f7e11';

/** A value that the schema takes. */
export function exampleOf(schema: Schema, name = ''): unknown {
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name];
  if (Array.isArray(schema.enum)) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return exampleObject(schema);
    case 'array':
      return [exampleOf(schema.items as Schema)];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Math.max(Number(schema.minimum ?? 1), 1);
    default:
      return exampleText(schema);
  }
}

function exampleObject({ properties = {} }: { properties?: Record<string, Schema> } & Schema): object {
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, exampleOf(property, name)]));
}

function exampleText({ format }: Schema): string {
  if (format === 'date') return DAY;
  return format === 'uuid' ? UUID : 'As told at the meeting.';
}
