import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface StoredEvent {
  readonly id: string;
  readonly stream: string;
  /** Text, since a tombstone's revision is beyond what a number holds. */
  readonly revision: string;
  readonly type: string;
  readonly isJson: boolean;
  /** Base64, as they came. */
  readonly data: string;
  readonly metadata: string;
  /** 100 ns since 1970, as the real server writes it. */
  readonly created: string;
  /** Bytes of the log before this record. */
  readonly position: number;
  /** Of an event written in a transaction, as old servers had them, which all of its events share; else the position. */
  readonly commit?: number;
}

export function commitOf(event: StoredEvent): number {
  return event.commit ?? event.position;
}

/** One line of JSON per append, so an append survives a kill whole or not at all. */
export class Journal {
  private readonly file: number;

  private constructor(path: string) {
    this.file = openSync(path, 'a');
  }

  static open(folder: string): { journal: Journal; appends: StoredEvent[][] } {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'stand-in.jsonl');
    const appends = existsSync(path) ? readWholeLines(path) : [];
    return { journal: new Journal(path), appends };
  }

  write(append: readonly StoredEvent[]): void {
    writeSync(this.file, `${JSON.stringify(append)}\n`);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** A line cut short by a kill was never acknowledged and is cut off. */
function readWholeLines(path: string): StoredEvent[][] {
  const content = readFileSync(path);
  const whole = content.lastIndexOf('\n') + 1;
  if (whole < content.length) truncateSync(path, whole);
  const lines = content.subarray(0, whole).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as StoredEvent[]);
}
