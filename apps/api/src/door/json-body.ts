import { Problem } from '#libs/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { countStringKeys, faultsOf, type JsonFaults } from './json-faults.ts';

export const BODY_LIMIT = 256 * 1024;

/** The one object of a body, and what is wrong with it before any field is looked at. */
export interface ReadBody extends JsonFaults {
  readonly fields: Readonly<Record<string, unknown>>;
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]+)/i;

/** JSON in UTF-8 is all that comes in. Throws `request.not-json`, `request.repeated-name`, `request.media-type`. */
export function readJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    try {
      done(null, readBody(request, bytes as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

function readBody({ headers }: FastifyRequest, bytes: Buffer): ReadBody {
  const [, charset = 'utf-8'] = CHARSET.exec(headers['content-type'] ?? '') ?? [];
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!/^(utf-?8|us-ascii)$/i.test(charset) || encoding.toLowerCase() !== 'identity') {
    throw new Problem('request.media-type');
  }
  if (!isUtf8(bytes)) throw new Problem('request.not-json');
  return readText(bytes.toString('utf8'));
}

export function readText(text: string): ReadBody {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem('request.not-json', {}, [{ field: '', code: value === null ? 'null' : 'isObject' }]);
  }
  const faults = faultsOf(value);
  // JSON.parse keeps the last of two equal names without a word; which one the sender meant nobody can tell.
  if (!faults.tooDeep && countStringKeys(text) > faults.keys) throw new Problem('request.repeated-name');
  return { fields: value as Record<string, unknown>, ...faults };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('request.not-json');
  }
}
