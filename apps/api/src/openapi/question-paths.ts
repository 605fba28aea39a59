import { questions } from '../questions/questions.ts';
import { MOST_ITEMS, USUAL_ITEMS } from '../questions/read-question.ts';
import { type Documents, DOCUMENTS } from '../questions/who-may-ask.ts';
import { aProvince } from '../questions/filters.ts';
import { jsonAnswer, problemAnswers } from './answers.ts';
import type { Schema } from './command-schema.ts';

const COMMON = ['Position', 'AcceptLanguage', 'CorrelationId', 'Purpose'].map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));
const inQuery = (name: string, schema: Schema, description?: string) => ({
  name,
  in: 'query',
  schema,
  ...(description !== undefined && { description }),
});

/** Every question. */
export function questionPaths(): Readonly<Record<string, Schema>> {
  return { ...Object.fromEntries(DOCUMENTS.flatMap(pathsOf)), '/v1/indicators': { get: indicators } };
}

function pathsOf(of: Documents): [string, Schema][] {
  const { summary, filters } = questions[of];
  const document = { $ref: `#/components/schemas/${of}` };
  const page = {
    type: 'object',
    properties: { items: { type: 'array', items: document }, next: { type: 'string', description: 'The next page' } },
    required: ['items'],
    additionalProperties: false,
  };
  const list = {
    operationId: `find-${of}`,
    summary,
    tags: ['questions'],
    parameters: [
      ...Object.entries(filters).map(([name, filter]) => inQuery(name, filter.schema)),
      inQuery('limit', { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: USUAL_ITEMS }),
      inQuery('cursor', { type: 'string' }, 'Where the page before ended, as it said in `next`'),
      ...COMMON,
    ],
    responses: { 200: jsonAnswer('A page', page, undefined), ...problemAnswers(400, 401, 403, 429, 503) },
  };
  const one = {
    operationId: `get-${of}`,
    summary: `${summary}: one`,
    tags: ['questions'],
    parameters: [{ $ref: '#/components/parameters/Id' }, { $ref: '#/components/parameters/IfNoneMatch' }, ...COMMON],
    responses: {
      200: jsonAnswer('The document', document, 'Of exactly this content; give it back as If-None-Match'),
      304: { description: 'It is what the caller has' },
      ...problemAnswers(400, 401, 403, 404, 429, 503),
    },
  };
  return [
    [`/v1/${of}`, { get: list }],
    [`/v1/${of}/{id}`, { get: one }],
  ];
}

const indicators = {
  operationId: 'get-indicators',
  summary: 'A year in numbers; small ones are held back from those who may not read the people behind them',
  tags: ['questions'],
  parameters: [
    inQuery('year', { type: 'integer', minimum: 1900, maximum: 2099 }, 'Default: this year'),
    inQuery('province', aProvince.schema),
    ...COMMON,
  ],
  responses: {
    200: jsonAnswer('The indicators', { $ref: '#/components/schemas/indicators' }, undefined),
    ...problemAnswers(400, 401, 403, 429, 503),
  },
};
