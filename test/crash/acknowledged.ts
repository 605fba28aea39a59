import { idFrom } from '#libs/kernel';
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
