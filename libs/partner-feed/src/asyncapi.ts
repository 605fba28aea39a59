import type { JsonObject } from '#libs/kernel';
import { SOURCE } from './cloud-event.ts';
import { SUBJECT_WITHDRAWN, WITHHELD } from './feed-item.ts';
import { outgoingTypes } from './outgoing.ts';

const text = { type: 'string' };
const uuid = { type: 'string', format: 'uuid' };
const SEQUENCE = {
  type: 'integer',
  minimum: 1,
  description: 'This partner’s own count, from 1 and without gaps; it is the cursor, too',
};
const ALWAYS = { specversion: { const: '1.0' }, id: uuid, source: { const: SOURCE } };
const SUBJECT = {
  ...text,
  minLength: 43,
  maxLength: 43,
  description: 'The person, under a name that is this partner’s own',
};
const TIME = { type: 'string', format: 'date-time', description: 'The day it happened, at 00:00:00Z' };

/** JSON Schema of the CloudEvent of each type, by type; nothing else ever leaves. */
export const sentSchemas: Readonly<Record<string, JsonObject>> = {
  ...Object.fromEntries(outgoingTypes.map(({ type }) => [type, told(type, true)])),
  [SUBJECT_WITHDRAWN]: told(SUBJECT_WITHDRAWN, false),
  [WITHHELD]: closed({ ...ALWAYS, type: { const: WITHHELD }, sequence: SEQUENCE }),
};

function told(type: string, hasData: boolean): JsonObject {
  const behind = {
    dataschema: { const: `${SOURCE}/schemas/${type}`, description: 'JSON Schema of what `dataref` answers' },
    dataref: { type: 'string', format: 'uri-reference', description: 'Where the data is; reading it is recorded' },
  };
  return closed({
    ...ALWAYS,
    type: { const: type },
    subject: SUBJECT,
    time: TIME,
    sequence: SEQUENCE,
    ...(hasData && behind),
  });
}

function closed(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** The schema published for a type: of its data, or of the event itself where there is none. */
export function publishedSchema(type: string): JsonObject | undefined {
  const outgoing = outgoingTypes.find((one) => one.type === type);
  if (outgoing) return outgoing.schema;
  return Object.hasOwn(sentSchemas, type) ? sentSchemas[type] : undefined;
}

const SUMMARIES: Readonly<Record<string, string>> = {
  [SUBJECT_WITHDRAWN]: 'The person withdrew the consent: delete what you hold of the subject',
  [WITHHELD]: 'Stands at the number of an event that may no longer leave: delete what you hold from it',
};

/** What partners are sent, as AsyncAPI 3.0. */
export function asyncApi(): JsonObject {
  const names = Object.keys(sentSchemas);
  const messages = Object.fromEntries(names.map((type) => [nameOf(type), messageOf(type)]));
  const all = Object.fromEntries(
    Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]),
  );
  const operations = {
    feed: 'Pull: a page of events, with a long poll of up to 30 s',
    stream: 'The same events as SSE',
  };
  return {
    asyncapi: '3.0.0',
    id: 'urn:idmaj:feed',
    info: {
      title: 'Idmaj partner feed',
      version: '1.0.0',
      license: { name: 'Apache-2.0' },
      description:
        'What a partner organisation is sent of the people who consented: thin CloudEvents in one gapless sequence per partner, the same on both transports. Pull with GET /v1/feed?after=&limit=&wait=, or follow GET /v1/feed/stream. After a break go on from the last sequence you processed; repeats have the same sequence. Details of each event are behind its dataref.',
    },
    defaultContentType: 'application/cloudevents+json',
    servers: {
      door: {
        host: 'localhost:3000',
        protocol: 'http',
        description: 'This door',
        security: [{ $ref: '#/components/securitySchemes/bearer' }],
      },
    },
    channels: {
      feed: { address: '/v1/feed', description: operations.feed, messages: all },
      stream: { address: '/v1/feed/stream', description: operations.stream, messages: all },
    },
    operations: Object.fromEntries(
      Object.entries(operations).map(([channel, summary]) => [
        channel,
        { action: 'send', summary, channel: { $ref: `#/channels/${channel}` } },
      ]),
    ),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      messages,
      schemas: Object.fromEntries(outgoingTypes.map(({ type, schema }) => [nameOf(type), schema])),
    },
  };
}

function messageOf(type: string): JsonObject {
  const summary = SUMMARIES[type];
  return {
    name: type,
    contentType: 'application/cloudevents+json',
    payload: sentSchemas[type],
    ...(summary !== undefined && { summary }),
  };
}

/** Names of components have no dots. */
function nameOf(type: string): string {
  return type.replace(/^ma\.idmaj\./, '').replaceAll('.', '-');
}
