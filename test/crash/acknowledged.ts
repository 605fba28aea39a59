import { openDatabase } from '#libs/sqlite';
import { idFrom } from '#libs/kernel';
import { join } from 'node:path';
import type { Step } from './centre-work.ts';

/** What the application has answered for: an event of this id at this revision of this stream. */
export interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
}

/** The events that a receipt promises. */
export function promisedBy(step: Step, receipt: { revision: number; events: readonly string[] }): Acknowledged[] {
  const { stream, key } = step;
  const first = receipt.revision - receipt.events.length + 1;
  return receipt.events.map((type, index) => {
    return { stream, revision: first + index, id: idFrom(key, stream, String(index)), type };
  });
}

/** Looks into the file, as it lies, for what was acknowledged lately; answers what is not there as promised. */
export function missingOf(folder: string, promised: readonly Acknowledged[]): Acknowledged[] {
  const database = openDatabase(join(folder, 'events.sqlite'), { readOnly: true });
  try {
    const at = database.prepare(
      `SELECT lower(hex(e.id)) AS id FROM events e JOIN streams s ON s.key = e.stream WHERE s.name = ? AND e.revision = ?`,
    );
    return promised.filter(({ stream, revision, id }) => {
      const row = at.get(stream, revision) as { id: string } | undefined;
      return row?.id !== id.replaceAll('-', '');
    });
  } finally {
    database.close();
  }
}
