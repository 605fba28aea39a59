import { randomUUID } from 'node:crypto';
import type { StoredEvent } from './journal.ts';
import type { Proposed, StandInLog } from './log.ts';

export type Expected = 'any' | 'stream-exists' | 'no-stream' | bigint;

export type AppendAnswer =
  | { readonly kind: 'success'; readonly revision: bigint; readonly position: number; readonly commit?: number }
  | { readonly kind: 'wrong'; readonly expected: Expected; readonly current: bigint | undefined }
  | { readonly kind: 'deleted' };

export type StreamRead =
  | { readonly kind: 'events'; readonly events: readonly StoredEvent[] }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'deleted' };

const TOMBSTONE_REVISION = '9223372036854775807';
const REMEMBERED_IDS = 100_000;

/** What a real server does with streams: expected revisions, repeats, soft deletes and tombstones (ENGINES.md 2-4). */
export class Streams {
  /** How "any" and "stream exists" know a repeat: in memory only, so a restart forgets, as the real one does. */
  private readonly recent = new Map<string, StoredEvent>();

  constructor(private readonly log: StandInLog) {}

  append(stream: string, expected: Expected, proposed: readonly Proposed[]): AppendAnswer {
    const events = this.log.stream(stream);
    if (isTombstoned(events)) return { kind: 'deleted' };
    const deleted = this.isSoftDeleted(stream);
    const current = events.length === 0 ? undefined : BigInt(events.length - 1);
    const wrong: AppendAnswer = { kind: 'wrong', expected, current };
    if (expected === 'stream-exists') {
      if (current === undefined) return wrong;
      if (deleted) return { kind: 'deleted' };
    }
    if (expected === 'any' || expected === 'stream-exists') {
      const known = proposed.map((event) => this.recent.get(`${stream} ${event.id}`));
      if (known.some((event) => event !== undefined)) {
        return known.every((event) => event !== undefined) ? receipt(known) : wrong;
      }
      return this.write(stream, proposed);
    }
    const at = expected === 'no-stream' ? -1n : expected;
    if (at === (current ?? -1n) || (expected === 'no-stream' && deleted)) return this.write(stream, proposed);
    if (at > (current ?? -1n)) return wrong;
    const written = events.slice(Number(at) + 1, Number(at) + 1 + proposed.length);
    const isRepeat = proposed.length > 0 && proposed.every((event, index) => event.id === written[index]?.id);
    return isRepeat ? receipt(written) : wrong;
  }

  read(stream: string, from: 'start' | 'end' | bigint, backwards: boolean, count: bigint): StreamRead {
    const all = this.log.stream(stream);
    if (isTombstoned(all)) return { kind: 'deleted' };
    if (all.length === 0 || this.isSoftDeleted(stream)) return { kind: 'not-found' };
    const { truncateBefore, maxCount } = this.settingsOf(stream);
    const first = Math.max(truncateBefore, maxCount === undefined ? 0 : all.length - maxCount);
    const last = all.length - 1;
    const start = from === 'start' ? 0 : from === 'end' || from > BigInt(last) ? last : Number(from);
    if (!backwards) {
      if (typeof from === 'bigint' && from > BigInt(last)) return { kind: 'events', events: [] };
      const begin = Math.max(start, first);
      return { kind: 'events', events: all.slice(begin, upTo(begin, count, all.length)) };
    }
    const visible = start < first ? [] : all.slice(first, start + 1).reverse();
    return { kind: 'events', events: visible.slice(0, upTo(0, count, visible.length)) };
  }

  remove(stream: string, expected: Expected, forever: boolean): AppendAnswer {
    const events = this.log.stream(stream);
    if (isTombstoned(events)) return { kind: 'deleted' };
    const current = events.length === 0 ? undefined : BigInt(events.length - 1);
    const missingIsFine = forever && (expected === 'any' || expected === 'no-stream');
    const fits = current === undefined ? missingIsFine : expected === 'any' || expected === current;
    if (!fits) return { kind: 'wrong', expected, current };
    const written = forever
      ? this.log.write(stream, [{ ...blank('$streamDeleted'), isJson: false }], TOMBSTONE_REVISION)
      : this.setTruncateBefore(stream, TOMBSTONE_REVISION);
    return { kind: 'success', revision: 0n, position: written.at(-1)?.position ?? 0 };
  }

  private write(stream: string, proposed: readonly Proposed[]): AppendAnswer {
    const reborn = this.isSoftDeleted(stream);
    const first = this.log.stream(stream).length;
    if (proposed.length === 0) {
      return { kind: 'success', revision: BigInt(Math.max(first - 1, 0)), position: this.log.endPosition };
    }
    const written = this.log.write(stream, proposed);
    if (reborn) this.setTruncateBefore(stream, String(first));
    for (const event of written) this.remember(event);
    return receipt(written);
  }

  private remember(event: StoredEvent): void {
    this.recent.set(`${event.stream} ${event.id}`, event);
    const oldest = this.recent.size > REMEMBERED_IDS ? this.recent.keys().next().value : undefined;
    if (oldest !== undefined) this.recent.delete(oldest);
  }

  private setTruncateBefore(stream: string, revision: string): StoredEvent[] {
    const data = Buffer.from(`{"$tb":${revision}}`).toString('base64');
    return this.log.write(`$$${stream}`, [{ ...blank('$metadata'), data }]);
  }

  private isSoftDeleted(stream: string): boolean {
    return this.settingsOf(stream).truncateBefore > Number.MAX_SAFE_INTEGER;
  }

  private settingsOf(stream: string): { truncateBefore: number; maxCount: number | undefined } {
    const newest = this.log.stream(`$$${stream}`).at(-1);
    if (newest === undefined) return { truncateBefore: 0, maxCount: undefined };
    const settings = JSON.parse(Buffer.from(newest.data, 'base64').toString()) as { $tb?: number; $maxCount?: number };
    return { truncateBefore: settings.$tb ?? 0, maxCount: settings.$maxCount };
  }
}

function blank(type: string): Proposed {
  return { id: randomUUID(), type, isJson: true, data: '', metadata: '' };
}

function isTombstoned(events: readonly StoredEvent[]): boolean {
  return events.at(-1)?.revision === TOMBSTONE_REVISION;
}

function receipt(events: readonly (StoredEvent | undefined)[]): AppendAnswer {
  const last = events.at(-1);
  return {
    kind: 'success',
    revision: BigInt(last?.revision ?? 0),
    position: last?.position ?? 0,
    ...(last?.commit === undefined ? {} : { commit: last.commit }),
  };
}

function upTo(begin: number, count: bigint, end: number): number {
  const wanted = BigInt(begin) + count;
  return wanted > BigInt(end) ? end : Number(wanted);
}
