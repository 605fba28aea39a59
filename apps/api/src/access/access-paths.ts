import { jsonAnswer, problemAnswers } from '../openapi/answers.ts';
import type { Schema } from '../openapi/command-schema.ts';
import { MOST_ITEMS, USUAL_ITEMS } from '../questions/read-question.ts';

const text = { type: 'string' };
const id = { type: 'string', format: 'uuid' };
const instant = { type: 'string', format: 'date-time' };
const many = (items: Schema) => ({ type: 'array', items });
const inQuery = (name: string, schema: Schema, description: string, required = false) => ({
  name,
  in: 'query',
  schema,
  description,
  ...(required && { required }),
});
const COMMON = ['AcceptLanguage', 'CorrelationId', 'Purpose'].map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));
const PAGED = [
  inQuery('limit', { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: USUAL_ITEMS }, 'Items a page'),
  inQuery('cursor', text, 'Where the page before ended, as it said in `next`'),
];
const actor = {
  type: 'object',
  description: 'As they were then',
  properties: { id: text, role: text, unit: text },
  required: ['id', 'role', 'unit'],
};
const access = {
  position: text,
  recordedAt: instant,
  actor,
  what: { ...text, description: 'The question, e.g. `cases/{id}`' },
  purpose: { ...text, description: 'Why, as X-Purpose said' },
  channel: text,
  correlationId: id,
  told: { type: 'integer', minimum: 1, description: 'How many people that answer told about' },
};
const ACCESS = ['position', 'recordedAt', 'actor', 'what', 'channel', 'correlationId', 'told'];
const alert = {
  recordedAt: instant,
  beneficiaryId: id,
  actor,
  reason: text,
  openUntil: instant,
  correlationId: id,
};

const pageOf = (properties: Readonly<Record<string, Schema>>, required: readonly string[]) => ({
  type: 'object',
  properties: { items: many({ type: 'object', properties, required }), next: text },
  required: ['items'],
  additionalProperties: false,
});
const reading = (operationId: string, summary: string, parameters: readonly Schema[], page: Schema) => ({
  get: {
    operationId,
    summary,
    tags: ['access'],
    parameters: [...parameters, ...PAGED, ...COMMON],
    responses: {
      200: jsonAnswer('A page, newest first', page, undefined),
      ...problemAnswers(400, 401, 403, 404, 429, 503),
    },
  },
});

/** Who looked at what, for those who watch over it. */
export const accessPaths: Readonly<Record<string, Schema>> = {
  '/v1/access/{id}': reading(
    'get-access',
    'Who saw a person’s file',
    [{ $ref: '#/components/parameters/Id' }],
    pageOf(access, ACCESS),
  ),
  '/v1/access': reading(
    'find-access',
    'What someone was shown',
    [inQuery('actor', { ...text, minLength: 1, maxLength: 100 }, 'Id of who looked', true)],
    pageOf({ ...access, people: many(id) }, [...ACCESS, 'people']),
  ),
  '/v1/access/alerts': reading(
    'find-access-alerts',
    'Restricted files that were opened by exception',
    [],
    pageOf(alert, Object.keys(alert)),
  ),
};
