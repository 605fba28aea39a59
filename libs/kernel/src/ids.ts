import { hash, randomUUID } from 'node:crypto';

/** New identifiers come in from outside, so that one seed gives one run. */
export abstract class Ids {
  /** A UUID nobody has used before. */
  abstract next(): string;
}

export class RandomIds extends Ids {
  next(): string {
    return randomUUID();
  }
}

/** The same seed and count give the same identifiers. */
export class SeededIds extends Ids {
  private count = 0;

  constructor(private readonly seed: string) {
    super();
  }

  next(): string {
    return idFrom(this.seed, String(this.count++));
  }
}

const IDMAJ_NAMESPACE = '6f1d3f0e-5f0b-5a36-9a55-0d0c4a1f7e11';
const NAMESPACE_BYTES = Buffer.from(IDMAJ_NAMESPACE.replaceAll('-', ''), 'hex');
const VARIANTS = '89ab';

/** The UUID (version 5, RFC 9562) that always belongs to these words: repeating the work repeats the id. */
export function idFrom(...words: string[]): string {
  const digest = hash('sha1', Buffer.concat([NAMESPACE_BYTES, Buffer.from(words.join('\u001f'))]), 'hex');
  const variant = VARIANTS[Number.parseInt(digest.charAt(16), 16) & 3] ?? '';
  const last = digest.slice(20, 32);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${last}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
