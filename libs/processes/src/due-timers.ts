import type { LocalDate } from '#libs/kernel';
import type { Lease, ReadModels, Replacement } from '#libs/read-models';
import { type Dispatch, Interrupted } from './dispatch.ts';
import { inOrder, type Task } from './in-order.ts';
import { type AnyProcess, collectionOf } from './process.ts';
import { afterSending, type DueTimer, dueTimers, fromStored, type Standing, storable } from './standing.ts';

const AT_A_TIME = 200;

export interface DueParts {
  readonly readModels: ReadModels;
  readonly lease: Lease;
  readonly dispatch: Dispatch;
  readonly atOnce: number;
  readonly onFault: (error: unknown) => void;
}

/** Sends what a process has to send up to and including a day. */
export async function sendDue(process: AnyProcess, today: LocalDate, parts: DueParts): Promise<void> {
  const { readModels, lease } = parts;
  const collection = collectionOf(process);
  for (;;) {
    const where = [{ field: 'nextDue', to: today }];
    const { items } = await readModels.find(collection, { where, sort: { field: 'nextDue' }, limit: AT_A_TIME });
    if (items.length === 0) return;
    const ids = items.map((item) => fromStored(item)?.id ?? '');
    const replacements: Replacement[] = [];
    const tasks: Task[] = [];
    for (const [id, { rev, position, body }] of await readModels.load(collection, ids)) {
      const standing = fromStored(body);
      if (!standing) continue;
      const due = dueTimers(process, standing, today);
      replacements.push({ id, readAt: rev, position, body: storable(afterSending(standing, due)) });
      tasks.push(taskOf(process, standing, due, parts));
    }
    await inOrder(tasks, parts.atOnce);
    await readModels.save([{ collection, replacements, lease }]);
  }
}

function taskOf(process: AnyProcess, { id }: Standing, due: readonly DueTimer[], parts: DueParts): Task {
  const sends = due.flatMap((timer) => timer.sends);
  return {
    touches: [id, ...sends.map((each) => `${each.declaration.aggregate.kind}-${each.id}`)],
    run: async () => {
      for (const timer of due) {
        const words = [id, process.name, timer.name, timer.dueOn, timer.setBy];
        try {
          await parts.dispatch.send(timer.sends, { words, causationId: timer.setBy });
        } catch (error) {
          if (error instanceof Interrupted) throw error;
          parts.onFault(error);
        }
      }
    },
  };
}
