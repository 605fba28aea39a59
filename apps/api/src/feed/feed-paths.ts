import { outgoingTypes, sentSchemas, SUBJECT_WITHDRAWN, WITHHELD } from '#libs/partner-feed';
import { jsonAnswer, problemAnswers } from '../openapi/answers.ts';
import type { Schema } from '../openapi/command-schema.ts';
import { LONGEST_WAIT_S, MOST_EVENTS, USUAL_EVENTS } from './read-feed-question.ts';

const COMMON = ['AcceptLanguage', 'CorrelationId'].map((name) => ({ $ref: `#/components/parameters/${name}` }));
const AFTER = {
  name: 'after',
  in: 'query',
  description: 'The `sequence` of the last event received; 0, or nothing, for the first. It never expires',
  schema: { type: 'integer', minimum: 0, default: 0 },
};
const whole = (name: string, description: string, minimum: number, maximum: number, usual: number) => ({
  name,
  in: 'query',
  description,
  schema: { type: 'integer', minimum, maximum, default: usual },
});
const inPath = (name: string, description: string, schema: Schema) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
});
const reading = (operationId: string, summary: string, parameters: readonly Schema[], responses: Schema) => ({
  get: { operationId, summary, tags: ['feed'], parameters: [...parameters, ...COMMON], responses },
});

/** What partner organisations ask. `/asyncapi.json` tells of the events themselves. */
export const feedPaths: Readonly<Record<string, Schema>> = {
  '/v1/feed': reading(
    'pull-feed',
    'A partner’s own events after a number, in their order and without a gap',
    [
      AFTER,
      whole('limit', 'Events a page', 1, MOST_EVENTS, USUAL_EVENTS),
      whole('wait', 'Seconds to wait where there is nothing yet', 0, LONGEST_WAIT_S, 0),
    ],
    {
      200: {
        description: 'CloudEvents 1.0; `Link` names the next page, `Feed-Cursor` the number to go on from',
        headers: { Link: { schema: { type: 'string' } }, 'Feed-Cursor': { schema: { type: 'integer' } } },
        content: {
          'application/cloudevents-batch+json': {
            schema: { type: 'array', items: { $ref: '#/components/schemas/feedEvent' } },
          },
        },
      },
      ...problemAnswers(400, 401, 403, 404, 410, 429, 503),
    },
  ),
  '/v1/feed/stream': reading(
    'stream-feed',
    'The same events as server-sent events, with a heartbeat every 15 s',
    [
      AFTER,
      {
        name: 'Last-Event-ID',
        in: 'header',
        description: 'Goes before `after`; browsers send it by themselves',
        schema: { type: 'integer', minimum: 0 },
      },
    ],
    {
      200: {
        description: 'Each event’s id is its number, its data a CloudEvent',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
      ...problemAnswers(400, 401, 403, 404, 410, 429, 503),
    },
  ),
  '/v1/feed/data/{key}': reading(
    'get-feed-data',
    'What the `dataref` of an event refers to; the reading is recorded',
    [inPath('key', 'As in the `dataref`', { type: 'string' }), { $ref: '#/components/parameters/Purpose' }],
    {
      200: jsonAnswer(
        'The data, as the schema of the event’s type says',
        { anyOf: outgoingTypes.map(({ schema }) => schema) },
        undefined,
      ),
      ...problemAnswers(400, 401, 403, 404, 410, 429, 503),
    },
  ),
  '/v1/feed/schemas/{type}': {
    get: {
      operationId: 'get-feed-schema',
      summary: 'The JSON Schema of a type’s data, open to everybody',
      tags: ['feed'],
      security: [],
      parameters: [inPath('type', 'As in the event', { type: 'string', enum: Object.keys(sentSchemas) })],
      responses: {
        200: {
          description: 'JSON Schema',
          content: { 'application/schema+json': { schema: { type: 'object' } } },
        },
        ...problemAnswers(404),
      },
    },
  },
  '/asyncapi.json': {
    get: {
      operationId: 'asyncapi',
      summary: 'The events of the feed, as AsyncAPI 3',
      tags: ['feed'],
      security: [],
      responses: {
        200: { description: 'AsyncAPI 3', content: { 'application/json': { schema: { type: 'object' } } } },
      },
    },
  },
};

export const feedSchemas: Readonly<Record<string, Schema>> = {
  feedEvent: {
    description: `A thin CloudEvent. \`${WITHHELD}\` stands at the number of something that may no longer leave, \`${SUBJECT_WITHDRAWN}\` says that a person withdrew: delete what you hold.`,
    anyOf: Object.values(sentSchemas),
  },
};
