import { type NumberedEvent, SUBJECT_WITHDRAWN, WITHHELD } from './feed-item.ts';

/** HMAC under a key of the purpose's own, as 43 characters of base64url. */
export type KeyedHash = (purpose: string, text: string) => string;

export const SOURCE = '/v1/feed';

/** Names that are one partner's own: what two partners were told cannot be joined by them. */
export class PairwiseNames {
  constructor(private readonly hash: KeyedHash) {}

  subject(partnerId: string, personId: string): string {
    return this.hash('feed subject', `${partnerId} ${personId}`);
  }

  project(partnerId: string, projectId: string): string {
    return this.hash('feed project', `${partnerId} ${projectId}`);
  }

  /** A UUID (version 8, RFC 9562). */
  event(partnerId: string, eventId: string): string {
    const bytes = Buffer.from(this.hash('feed event', `${partnerId} ${eventId}`), 'base64url');
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex', 0, 16);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }
}

/**
 * A CloudEvent 1.0 in JSON: what happened to whom on which day; everything else is behind `dataref`. Written by hand,
 * since it is the price of a delivery: nothing in it needs escaping.
 */
export function cloudEvent({ id, type, subject, day, sequence }: NumberedEvent): string {
  const head = `{"specversion":"1.0","id":"${id}","source":"${SOURCE}","type":"${type}"`;
  const told = `${head},"subject":"${subject}","time":"${day}T00:00:00Z","sequence":${sequence}`;
  if (type === SUBJECT_WITHDRAWN) return `${told}}`;
  return `${told},"dataschema":"${SOURCE}/schemas/${type}","dataref":"${SOURCE}/data/${sequence}-${id}"}`;
}

/** What stands at the number of something that may no longer leave. */
export function withheld({ id, sequence }: NumberedEvent): string {
  return `{"specversion":"1.0","id":"${id}","source":"${SOURCE}","type":"${WITHHELD}","sequence":${sequence}}`;
}

const DATA_KEY = /^([1-9]\d{0,11})-([0-9a-f-]{36})$/;

/** Reads the last part of a `dataref`. */
export function readDataKey(key: string): { readonly sequence: number; readonly id: string } | undefined {
  const [, sequence, id] = DATA_KEY.exec(key) ?? [];
  return sequence === undefined || id === undefined ? undefined : { sequence: Number(sequence), id };
}
