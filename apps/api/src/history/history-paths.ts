import { HISTORY_KINDS } from '#libs/history';
import { jsonAnswer, problemAnswers } from '../openapi/answers.ts';
import type { Schema } from '../openapi/command-schema.ts';
import { MOST_EVENTS, USUAL_EVENTS } from './read-history-question.ts';

const text = { type: 'string' };
const id = { type: 'string', format: 'uuid' };
const many = (items: Schema) => ({ type: 'array', items });
const inQuery = (name: string, schema: Schema, description: string) => ({ name, in: 'query', schema, description });

const COMMON = ['Id', 'AcceptLanguage', 'CorrelationId'].map((name) => ({ $ref: `#/components/parameters/${name}` }));
const VIEWPOINT = [
  inQuery('asOf', { type: 'string', format: 'date' }, 'What had happened by the end of this day'),
  inQuery(
    'knownAt',
    {
      anyOf: [
        { type: 'string', format: 'date-time' },
        { type: 'string', format: 'date' },
      ],
    },
    'as it was on record at this instant, or at the end of this day in Morocco',
  ),
];
const PROBLEMS = problemAnswers(400, 401, 403, 404, 429, 503);

const page = {
  type: 'object',
  properties: {
    items: many({ $ref: '#/components/schemas/historyItem' }),
    next: { ...text, description: 'The next page' },
  },
  required: ['items'],
  additionalProperties: false,
};

const reading = (operationId: string, summary: string, parameters: readonly Schema[], answer: Schema) => ({
  operationId,
  summary,
  tags: ['history'],
  parameters: [...parameters, ...COMMON],
  responses: { 200: answer, ...PROBLEMS },
});

/** The history, for auditors. */
export const historyPaths: Readonly<Record<string, Schema>> = {
  '/v1/history/{id}': {
    get: reading(
      'get-history',
      'Every event that concerns a person, in commit order, from the event store itself',
      [
        ...VIEWPOINT,
        inQuery('kinds', text, `Only of these, with commas between: ${HISTORY_KINDS.join(', ')}`),
        inQuery('limit', { type: 'integer', minimum: 1, maximum: MOST_EVENTS, default: USUAL_EVENTS }, 'Events a page'),
        inQuery('cursor', text, 'Where the page before ended, as it said in `next`'),
      ],
      jsonAnswer('A page', page, undefined),
    ),
  },
  '/v1/history/{id}/state': {
    get: reading(
      'get-history-state',
      'What the read models would show of a person as of a day, as known at an instant',
      VIEWPOINT,
      jsonAnswer('The state', { $ref: '#/components/schemas/historyState' }, undefined),
    ),
  },
  '/v1/history/{id}/export': {
    get: reading('get-history-export', 'Everything held on a person, as one file', [], {
      description: 'A ZIP file: history.ndjson for machines, history.html for readers and paper, history.csv',
      content: { 'application/zip': { schema: { type: 'string', contentEncoding: 'binary' } } },
    }),
  },
  '/v1/history/correlations/{id}': {
    get: reading(
      'get-history-correlation',
      'All that one command set in motion, across people and processes, as a tree',
      [],
      jsonAnswer('The tree', { $ref: '#/components/schemas/historyCorrelation' }, undefined),
    ),
  },
};

const actor = {
  type: 'object',
  description: 'As they were then',
  properties: { id: text, role: text, unit: text },
  required: ['id', 'role', 'unit'],
};
const change = {
  type: 'object',
  properties: {
    field: { ...text, description: 'Path in the document of the stream, e.g. `name.latin.family`' },
    from: { description: 'null: there was nothing' },
    to: { description: 'null: there is nothing any more' },
  },
  required: ['field', 'from', 'to'],
};
const event = {
  position: text,
  stream: text,
  revision: { type: 'integer', minimum: 0 },
  id,
  type: text,
  occurredOn: { type: 'string', format: 'date' },
  recordedAt: { type: 'string', format: 'date-time' },
  actor,
  channel: text,
  correlationId: text,
  causationId: { ...text, description: 'The event that caused it, or the command where a person sent it' },
  command: text,
  because: text,
  text: { ...text, description: 'What happened, in the language of Accept-Language' },
};
const told = ['position', 'stream', 'revision', 'id', 'type', 'occurredOn', 'recordedAt', 'actor', 'text'];
const orNull = (name: string) => ({ anyOf: [{ $ref: `#/components/schemas/${name}` }, { type: 'null' }] });

export const historySchemas: Readonly<Record<string, Schema>> = {
  historyItem: {
    type: 'object',
    properties: {
      ...event,
      corrects: { ...text, description: 'Position of the event that this one corrects or voids' },
      changes: many(change),
    },
    required: [...told, 'correlationId', 'causationId', 'command', 'changes'],
  },
  historyState: {
    type: 'object',
    description: 'null where nothing existed',
    properties: {
      beneficiary: orNull('beneficiaries'),
      custody: orNull('custodies'),
      case: orNull('cases'),
      projects: many({ $ref: '#/components/schemas/projects' }),
    },
    required: ['beneficiary', 'custody', 'case', 'projects'],
  },
  historyCausedItem: {
    type: 'object',
    properties: { ...event, subjects: many(id), caused: many({ $ref: '#/components/schemas/historyCausedItem' }) },
    required: [...told, 'subjects', 'caused'],
  },
  historyCorrelation: {
    type: 'object',
    properties: {
      correlationId: text,
      events: { type: 'integer' },
      more: { type: 'boolean', description: 'Only the first thousand events are told' },
      items: many({ $ref: '#/components/schemas/historyCausedItem' }),
    },
    required: ['correlationId', 'events', 'more', 'items'],
  },
};
