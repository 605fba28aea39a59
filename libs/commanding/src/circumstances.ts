import type { Circumstances } from '#libs/casework';
import { dayInMorocco } from '#libs/kernel';
import type { FoldedAggregates } from './folded-aggregates.ts';
import type { SentCommand } from './sent-command.ts';

/** What a rule may look at: who, where, what day, and the other aggregates it names, as the store holds them now. */
export async function circumstancesOf(
  folded: FoldedAggregates,
  { declaration, fields, id, actor }: Pick<SentCommand, 'declaration' | 'fields' | 'id' | 'actor'>,
  state: unknown,
  now: string,
): Promise<Circumstances> {
  const reads = Object.entries(declaration.reads);
  if (reads.length === 0) return { id, actor, today: dayInMorocco(now), now };
  const read = await Promise.all(
    reads.map(async ([name, [aggregate, idOf]]) => {
      const other = idOf(fields as never, state as never, id);
      return [
        name,
        other === undefined ? aggregate.initial : (await folded.refreshed(aggregate, other)).state,
      ] as const;
    }),
  );
  return { ...Object.fromEntries(read), id, actor, today: dayInMorocco(now), now };
}
