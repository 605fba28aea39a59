import type { AnyAggregate, Places } from '#libs/casework';
import { unitCovers } from '#libs/reference';
import type { Folded, FoldedAggregates } from './folded-aggregates.ts';

/** The aggregates that carry a person's own id, and together say where the person is. */
export interface PersonAggregates {
  readonly beneficiary: AnyAggregate;
  readonly others: readonly AnyAggregate[];
}

/** Whether a unit covers any of these places, or the last known ones where there is no other; `*` covers everything. */
export function covers(unit: string, places: readonly Places[]): boolean {
  if (unit === '*') return true;
  const placed = places.flatMap(({ provinces, centres = [] }) => [...provinces, ...centres]);
  const codes = placed.length > 0 ? placed : places.flatMap(({ lastKnown = [] }) => lastKnown);
  return codes.some((code) => code === unit || unitCovers(unit, code));
}

/** Where a person is: the province of residence, of the centre that holds the case, of the establishment that holds the person. */
export async function placesOfPerson(
  folded: FoldedAggregates,
  { beneficiary, others }: PersonAggregates,
  id: string,
): Promise<Places[]> {
  const aggregates = [beneficiary, ...others];
  const known = aggregates.map((aggregate) => folded.recent(aggregate, id));
  const read = known.every(isRead) ? known : await Promise.all(known.map(async (one) => one));
  return aggregates.map((aggregate, index) => aggregate.places(read[index]?.state as never));
}

/** Waiting for what is at hand already costs turns of the event loop that every command would pay. */
function isRead(known: Folded | Promise<Folded>): known is Folded {
  return !(known instanceof Promise);
}
