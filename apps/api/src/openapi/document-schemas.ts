import { AGE_GROUPS, MEASURES } from '#libs/projections';
import { terms } from '#libs/reference';
import type { Schema } from './command-schema.ts';

const text = { type: 'string' };
const id = { type: 'string', format: 'uuid' };
const day = { type: 'string', format: 'date' };
const centimes = { type: 'integer' };
const many = (items: Schema) => ({ type: 'array', items });
const oneOf = (...values: readonly string[]) => ({ type: 'string', enum: values });
const province = oneOf(...terms.province.map(({ code }) => code));
const written = { type: 'object', properties: { given: text, family: text } };

/** A document holds at least these; later versions add fields, they take none away. */
const document = (properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: true,
});

export const documentSchemas: Readonly<Record<string, Schema>> = {
  beneficiaries: document(
    {
      id,
      name: { type: 'object', properties: { arabic: written, latin: written } },
      sex: oneOf('female', 'male'),
      birthDate: day,
      birthYear: { type: 'integer' },
      province,
      identifiers: many({
        type: 'object',
        properties: { type: oneOf('cin', 'idcs', 'massar', 'passport'), value: text },
      }),
      diedOn: day,
      restriction: {
        type: 'object',
        description: 'Outside these units the file is kept from everyone, that day included',
        properties: { until: day, units: many(text) },
      },
    },
    ['id', 'name', 'sex', 'identifiers'],
  ),
  custodies: document(
    {
      id,
      kind: oneOf('prison', 'child-placement', 'alternative-sentence'),
      establishment: text,
      inside: { type: 'boolean' },
      admittedOn: day,
      legalStatus: oneOf('remand', 'sentenced', 'civil-debt', 'placed'),
      registerNumber: text,
      expectedReleaseOn: day,
      releasedOn: day,
      releaseReason: text,
    },
    ['id', 'kind', 'inside', 'admittedOn', 'legalStatus'],
  ),
  cases: document(
    {
      id,
      open: { type: 'boolean' },
      phase: oneOf('detention', 'pre-release', 'released', 'after-care', 'autonomous', 'closed'),
      centre: text,
      province,
      workerId: text,
      enrolledOn: day,
    },
    ['id', 'open', 'phase', 'centre', 'enrolledOn'],
  ),
  agreements: document(
    {
      id,
      reference: text,
      programme: text,
      provinces: many(province),
      envelopeCentimes: centimes,
      receivedCentimes: centimes,
      reservedCentimes: { ...centimes, description: 'Reserved, not yet committed' },
      committedCentimes: centimes,
      availableCentimes: { ...centimes, description: 'Envelope − reserved − committed' },
    },
    ['id', 'reference', 'programme', 'provinces', 'envelopeCentimes', 'availableCentimes'],
  ),
  projects: document(
    {
      id,
      beneficiaryId: id,
      trade: text,
      title: text,
      province,
      status: oneOf('draft', 'submitted', 'approved', 'rejected', 'withdrawn'),
      budgetCentimes: centimes,
      agreementId: id,
      steps: many({ type: 'object', properties: { step: text, by: text, decidedOn: day } }),
      returnedBecause: { ...text, description: 'The last refusal or request for revision: a code or words' },
    },
    ['id', 'beneficiaryId', 'trade', 'title', 'province', 'status', 'budgetCentimes', 'steps'],
  ),
  indicators: document(
    {
      items: many({
        type: 'object',
        properties: {
          province: orNone(text),
          sex: orNone(text),
          ageGroup: oneOf(...AGE_GROUPS, 'unknown'),
          ...figures({ ...orNone(centimes), description: 'null: fewer than ten people stand behind it' }),
        },
        required: ['province', 'sex', 'ageGroup', ...MEASURES],
      }),
      totals: {
        type: 'object',
        description: 'Sums of the figures shown',
        properties: {
          ...figures(centimes),
          reached: { type: 'integer', description: 'People enrolled, released or with a project in the year' },
          doublingTarget: { type: 'integer', description: 'Twice the people reached in the year before' },
        },
        required: [...MEASURES, 'reached', 'doublingTarget'],
      },
    },
    ['items', 'totals'],
  ),
};

/** Numbers of people, and of centimes where the name says so. */
function figures(schema: Schema): Record<string, Schema> {
  return Object.fromEntries(MEASURES.map((measure) => [measure, schema]));
}

function orNone({ type, ...rest }: { readonly type: string }): Schema {
  return { type: [type, 'null'], ...rest };
}
