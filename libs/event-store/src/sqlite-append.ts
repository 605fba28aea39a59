import type { Database, Statement } from '#libs/sqlite';
import type { EncodedEvent } from './check-append.ts';
import { WrongRevision } from './errors.ts';
import type { Appended, ExpectedRevision } from './event-store.ts';
import { positionOf } from './sqlite-position.ts';

export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EncodedEvent[];
}

/** What may be written as it was asked for. */
interface Fitting {
  readonly key: number;
  readonly isNew: boolean;
  readonly first: number;
  readonly events: readonly EncodedEvent[];
}
type Judged = Fitting | Appended;

/** Judges and writes appends; every method runs inside the caller's write transaction, so what it reads stays true. */
export class SqliteAppends {
  private readonly found: Statement;
  private readonly recorded: Statement;
  private readonly addStream: Statement;
  private readonly removeStream: Statement;
  private readonly typeKey: Statement;
  private readonly addType: Statement;
  private readonly addEvent: Statement;
  private readonly typeKeys = new Map<string, number>();

  constructor(database: Database) {
    const prepare = (sql: string) => {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      return statement;
    };
    this.found = prepare(
      'SELECT key, (SELECT max(revision) FROM events WHERE stream = streams.key) FROM streams WHERE name = ?',
    );
    this.recorded = prepare(
      'SELECT lower(hex(id)), position FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision',
    );
    this.addStream = prepare('INSERT INTO streams (name) VALUES (?) ON CONFLICT DO NOTHING');
    this.removeStream = prepare('DELETE FROM streams WHERE key = ?');
    this.typeKey = prepare('SELECT key FROM types WHERE name = ?');
    this.addType = prepare('INSERT INTO types (name) VALUES (?)');
    this.addEvent = prepare(
      "INSERT INTO events (stream, revision, type, id, data, metadata) VALUES (?, ?, ?, unhex(?, '-'), ?, ?)",
    );
  }

  /** Writes all of it, or finds it written already, or says where a stream really is and writes nothing. */
  append(requests: readonly AppendRequest[]): readonly Appended[] | WrongRevision {
    const judged: Judged[] = [];
    for (const request of requests) {
      const verdict = this.judge(request);
      if (verdict instanceof WrongRevision) {
        for (const one of judged) if ('isNew' in one && one.isNew) this.removeStream.run(one.key);
        return verdict;
      }
      judged.push(verdict);
    }
    return judged.map((one) => ('revision' in one ? one : this.write(one)));
  }

  /** After a rollback: keys given out in the transaction never came to be. */
  forget(): void {
    this.typeKeys.clear();
  }

  private judge({ stream, expected, events }: AppendRequest): Judged | WrongRevision {
    const first = expected === 'no-stream' ? 0 : expected + 1;
    if (first === 0) {
      // Most of these streams are new: one statement finds that out and makes them.
      const { changes, lastInsertRowid } = this.addStream.run(stream);
      if (Number(changes) > 0) return { key: Number(lastInsertRowid), isNew: true, first, events };
    }
    const [key, newest] = (this.found.get(stream) ?? []) as [key?: number, newest?: number | null];
    const last = newest ?? -1;
    if (key !== undefined) {
      if (last === first - 1) return { key, isNew: false, first, events };
      const earlier = this.earlier(key, first, events);
      if (earlier) return earlier;
    }
    return new WrongRevision(stream, expected, last === -1 ? 'no-stream' : last);
  }

  private write({ key, first, events }: Fitting): Appended {
    let position: number | bigint = 0;
    events.forEach(({ id, type, data, metadata }, index) => {
      const written = this.addEvent.run(key, first + index, this.keyOfType(type), id, data, metadata);
      position = written.lastInsertRowid;
    });
    return { revision: first + events.length - 1, position: positionOf(position) };
  }

  /** The receipt of the first write, if these very events lie where this append would have put them. */
  private earlier(stream: number, first: number, events: readonly EncodedEvent[]): Appended | undefined {
    const revision = first + events.length - 1;
    const rows = this.recorded.all(stream, first, revision) as [string, number][];
    const same = rows.length === events.length && rows.every(([id], index) => id === hex(events[index]?.id));
    const last = rows.at(-1);
    return same && last ? { revision, position: positionOf(last[1]) } : undefined;
  }

  private keyOfType(name: string): number {
    const known = this.typeKeys.get(name);
    if (known !== undefined) return known;
    const key = one(this.typeKey.get(name)) ?? Number(this.addType.run(name).lastInsertRowid);
    this.typeKeys.set(name, key);
    return key;
  }
}

function one(row: unknown): number | undefined {
  return (row as [number | null] | undefined)?.[0] ?? undefined;
}

function hex(uuid = ''): string {
  return uuid.replaceAll('-', '');
}
