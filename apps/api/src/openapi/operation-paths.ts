import { problemAnswers } from './answers.ts';
import type { Schema } from './command-schema.ts';

const healthOf = (description: string) => ({
  description,
  content: {
    'application/json': {
      schema: { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] },
    },
  },
});

/** What those who run it ask. */
export const operationPaths: Readonly<Record<string, Schema>> = {
  '/health/live': {
    get: {
      operationId: 'live',
      summary: 'The process is alive',
      tags: ['operation'],
      security: [],
      responses: { 200: healthOf('Alive') },
    },
  },
  '/health/ready': {
    get: {
      operationId: 'ready',
      summary: 'Event store and read models can be reached, and projections keep up',
      tags: ['operation'],
      security: [],
      responses: { 200: healthOf('Ready'), 503: healthOf('Not ready') },
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      summary: 'Prometheus metrics: from this machine without a token, from elsewhere for an administrator',
      tags: ['operation'],
      security: [{}, { bearer: [] }],
      responses: {
        200: { description: 'Metrics', content: { 'text/plain': { schema: { type: 'string' } } } },
        ...problemAnswers(401, 403),
      },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'openapi',
      summary: 'This document',
      tags: ['operation'],
      security: [],
      responses: {
        200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
      },
    },
  },
};
