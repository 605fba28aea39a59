import { randomUUID } from 'node:crypto';
import { v5 as uuid5 } from 'uuid';

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

/** The UUID (version 5, RFC 9562) that always belongs to these words: repeating the work repeats the id. */
export function idFrom(...words: string[]): string {
  return uuid5(words.join('\u001f'), IDMAJ_NAMESPACE);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
