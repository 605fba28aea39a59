import { problems } from '#libs/language';
import type { Schema } from './command-schema.ts';

const correlation = {
  'X-Correlation-Id': {
    description: 'The number of the request, for support; what the caller sent under this name, where that is a UUID.',
    schema: { type: 'string', format: 'uuid' },
  },
};

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'Malformed; `errors` names every field at fault',
  401: 'No valid token',
  403: 'The role does not allow it',
  404: 'Nothing here within the caller’s reach',
  409: 'A rule refuses it',
  410: 'No longer here; the text says how to go on',
  412: 'The record is at another revision than If-Match says',
  413: 'Over 256 KiB',
  415: 'Not application/json in UTF-8',
  422: 'The Idempotency-Key was used for another command',
  429: 'Too many requests',
  503: 'Not now; ask again after Retry-After, commands with the same key',
};

/** Problems of these statuses, as an operation lists them. */
export function problemAnswers(...statuses: readonly number[]): Readonly<Record<string, Schema>> {
  return Object.fromEntries(statuses.map((status) => [String(status), problemOf(status)]));
}

function problemOf(status: number): Schema {
  const retry = { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } };
  const challenge = { 'WWW-Authenticate': { schema: { type: 'string' } } };
  return {
    description: MEANINGS[status] ?? 'A problem',
    headers: {
      ...correlation,
      'Content-Language': { schema: { type: 'string', enum: ['ar', 'fr', 'en'] } },
      ...((status === 503 || status === 429) && retry),
      ...(status === 401 && challenge),
    },
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** A JSON answer of this shape. */
export function jsonAnswer(description: string, schema: Schema, tagged: string | undefined): Schema {
  const etag = tagged === undefined ? {} : { ETag: { description: tagged, schema: { type: 'string' } } };
  return { description, headers: { ...correlation, ...etag }, content: { 'application/json': { schema } } };
}

export const problemSchema: Schema = {
  type: 'object',
  description: 'RFC 9457. Nothing was recorded.',
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: 'What happened and what to do next, in the language of Accept-Language' },
    code: { type: 'string', enum: Object.keys(problems).sort() },
    correlationId: { type: 'string', format: 'uuid' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          field: { type: 'string', description: 'Path, e.g. `shares[1].percent`; empty for the whole body' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
        required: ['field', 'code', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'correlationId'],
};

export const receiptSchema: Schema = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    revision: { type: 'integer', minimum: -1, description: 'Of the record after the command' },
    position: { type: 'string', description: 'Of its last event in the log; give it to a question as `position`' },
    events: { type: 'array', items: { type: 'string' } },
  },
  required: ['id', 'revision', 'position', 'events'],
  additionalProperties: false,
};
