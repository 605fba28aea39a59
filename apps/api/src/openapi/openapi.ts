import { feedPaths, feedSchemas } from '../feed/feed-paths.ts';
import { historyPaths, historySchemas } from '../history/history-paths.ts';
import { accessPaths } from '../access/access-paths.ts';
import { problemSchema, receiptSchema } from './answers.ts';
import { commandPaths } from './command-paths.ts';
import type { Schema } from './command-schema.ts';
import { documentSchemas } from './document-schemas.ts';
import { operationPaths } from './operation-paths.ts';
import { questionPaths } from './question-paths.ts';

const inHeader = (name: string, description: string, schema: Schema) => ({ name, in: 'header', description, schema });

/** The whole API, derived from what the commands and questions declare: OpenAPI 3.1. */
export function openApi(): Schema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Idmaj',
      version: '1.0.0',
      description:
        'Case management for the reintegration of prisoners. Commands record what happened, questions read what follows from it. Money is in whole centimes of MAD, days are YYYY-MM-DD, ids are UUIDs made by the caller.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths: { ...questionPaths(), ...historyPaths, ...accessPaths, ...feedPaths, ...commandPaths(), ...operationPaths },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      parameters,
      schemas: {
        Problem: problemSchema,
        Receipt: receiptSchema,
        ...documentSchemas,
        ...historySchemas,
        ...feedSchemas,
      },
    },
  };
}

const parameters = {
  Id: { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
  Position: {
    name: 'position',
    in: 'query',
    description:
      'A receipt’s position: the answer waits until it holds what was recorded there, 5 s at most, else 503 `query.not-caught-up`',
    schema: { type: 'string', minLength: 1 },
  },
  IdempotencyKey: inHeader(
    'Idempotency-Key',
    'Makes repeating safe: the same command under the same key is recorded once and answers the same receipt. A UUID, or up to 200 visible ASCII characters of the sender’s own.',
    { type: 'string', minLength: 1, maxLength: 202 },
  ),
  IfMatch: inHeader('If-Match', 'Only if the record is at this revision, e.g. `"3"`', {
    type: 'string',
    pattern: '^"(0|[1-9][0-9]{0,14})(-[A-Za-z0-9_-]{1,64})?"$',
  }),
  IfNoneMatch: inHeader('If-None-Match', 'ETags the caller has', { type: 'string' }),
  AcceptLanguage: inHeader('Accept-Language', 'Language of problems: ar, fr or en; default ar', { type: 'string' }),
  Purpose: inHeader(
    'X-Purpose',
    'Why the caller looks: kept with the record of the reading. UTF-8, percent-encoded where it is not ASCII',
    { type: 'string', minLength: 1 },
  ),
  CorrelationId: inHeader('X-Correlation-Id', 'A UUID that ties this request to others of one piece of work', {
    type: 'string',
    format: 'uuid',
  }),
};
