import { randomUUID } from 'node:crypto';
import { commitOf, Journal, type StoredEvent } from './journal.ts';

export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  /** Base64. */
  readonly data: string;
  readonly metadata: string;
}

const RECORD_OVERHEAD = 110;

/** Every record in commit order, and every stream; the rules about them are in streams.ts. */
export class StandInLog {
  readonly events: StoredEvent[] = [];
  private readonly byStream = new Map<string, StoredEvent[]>();
  private readonly listeners = new Set<() => void>();
  private readonly journal: Journal;
  private end = 0;
  /** The events of the next appends are written in a transaction each. */
  sharesCommit = false;

  constructor(folder: string) {
    const { journal, appends } = Journal.open(folder);
    this.journal = journal;
    for (const append of appends) this.keep(append);
    // The first event of a real log, even of a new one, is this.
    const acl = Buffer.from('{"$acl":{"$r":["$admins"]}}').toString('base64');
    if (this.events.length === 0) {
      this.write('$$$scavenges', [{ id: randomUUID(), type: '$metadata', isJson: true, data: acl, metadata: '' }]);
    }
  }

  /** Where the next record will begin. */
  get endPosition(): number {
    return this.end;
  }

  stream(name: string): readonly StoredEvent[] {
    return this.byStream.get(name) ?? [];
  }

  /** Index of the first record at or after the commit position; `prepare` tells the events of a transaction apart. */
  indexOf(commit: bigint, prepare = 0n): number {
    let index = this.firstFrom(commit);
    const isEarlierOfSame = (event: StoredEvent | undefined): boolean =>
      event?.commit !== undefined && BigInt(event.commit) === commit && BigInt(event.position) < prepare;
    while (isEarlierOfSame(this.events[index])) index++;
    return index;
  }

  private firstFrom(commit: bigint): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const event = this.events[middle];
      if (event !== undefined && BigInt(commitOf(event)) < commit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  write(stream: string, proposed: readonly Proposed[], revision?: string): StoredEvent[] {
    const next = this.stream(stream).length;
    const created = String(BigInt(Date.now()) * 10_000n);
    let position = this.end;
    const written: StoredEvent[] = proposed.map((event, index) => {
      const stored = { ...event, stream, revision: revision ?? String(next + index), created, position };
      position += sizeOf(stored);
      return stored;
    });
    const append = this.sharesCommit ? written.map((event) => ({ ...event, commit: position })) : written;
    this.journal.write(append);
    this.keep(append);
    for (const listener of [...this.listeners]) listener();
    return append;
  }

  onWrite(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.listeners.clear();
    this.journal.close();
  }

  private keep(append: readonly StoredEvent[]): void {
    for (const event of append) {
      this.events.push(event);
      const stream = this.byStream.get(event.stream);
      if (stream === undefined) this.byStream.set(event.stream, [event]);
      else stream.push(event);
      this.end = event.commit === undefined ? event.position + sizeOf(event) : event.commit + RECORD_OVERHEAD;
    }
  }
}

function sizeOf(event: StoredEvent): number {
  return RECORD_OVERHEAD + event.data.length + event.metadata.length + event.type.length + event.stream.length;
}
