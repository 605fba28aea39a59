import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsOf from 'ajv-formats';
import type { Operation, Schema } from './fuzz-requests.ts';

/** What belongs to no operation and may be answered to any: another method, an address or headers nobody can read. */
const OF_NO_OPERATION = [400, 404, 405, 415, 431];

/** Holds answers to what the document says of them. */
export class Answers {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: false });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: Schema) {
    (addFormatsOf as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema({ ...document, $id: 'api' });
  }

  /** What is wrong with an answer, or undefined. */
  fault(operation: Operation, isOwnMethod: boolean, status: number, type: string, body: string): string | undefined {
    if (status >= 500) return `is a ${status}: ${body.slice(0, 200)}`;
    const [media = ''] = type.split(';');
    if (status >= 400) return this.problemFault(operation, isOwnMethod, status, media, body);
    const described = operation.described.responses?.[String(status)] as Schema | undefined;
    if (!isOwnMethod) return undefined;
    if (!described) return `has the status ${status}, which is not documented`;
    if (!described.content) return body === '' ? undefined : `has a body with ${status}, where none is documented`;
    const schema = described.content[media]?.schema as Schema | undefined;
    if (!schema) return `is ${media}, which is not documented`;
    if (!media.includes('json')) return undefined;
    const pointer = [
      'paths',
      operation.path,
      operation.method.toLowerCase(),
      'responses',
      String(status),
      'content',
      media,
      'schema',
    ];
    return this.mismatch(`api#/${pointer.map(escaped).join('/')}`, body);
  }

  private problemFault(
    { described }: Operation,
    isOwnMethod: boolean,
    status: number,
    media: string,
    body: string,
  ): string | undefined {
    const isDocumented = described.responses?.[String(status)] !== undefined;
    if (!isDocumented && !OF_NO_OPERATION.includes(status)) return `has the status ${status}, which is not documented`;
    if (!isOwnMethod && body === '') return undefined;
    if (media !== 'application/problem+json') return `is no problem but ${media}: ${body.slice(0, 100)}`;
    const told = (JSON.parse(body) as { status: number }).status;
    if (told !== status) return `says ${told} and is a ${status}`;
    return this.mismatch('api#/components/schemas/Problem', body);
  }

  private mismatch(ref: string, body: string): string | undefined {
    const validate = this.compiled.get(ref) ?? this.ajv.compile({ $ref: ref });
    this.compiled.set(ref, validate);
    if (validate(JSON.parse(body))) return undefined;
    const [error] = validate.errors ?? [];
    return `does not match its schema: ${error?.instancePath ?? ''} ${error?.message ?? ''} ${JSON.stringify(error?.params)}`;
  }
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
