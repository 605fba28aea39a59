import type { AnyAggregate, Places } from '#libs/casework';
import { unitCovers } from '#libs/reference';
import type { FoldedAggregates } from './folded-aggregates.ts';

/** The aggregates that carry a person's own id, and together say where the person is. */
export interface PersonAggregates {
  readonly beneficiary: AnyAggregate;
  readonly others: readonly AnyAggregate[];
}

/** Whether a unit covers any of these places; `*` covers everything. */
export function covers(unit: string, places: readonly Places[]): boolean {
  if (unit === '*') return true;
  return places.some(
    ({ provinces, centres = [] }) => centres.includes(unit) || provinces.some((province) => unitCovers(unit, province)),
  );
}

/** Where a person is: the province of residence, of the centre that holds the case, of the establishment that holds the person. */
export async function placesOfPerson(
  folded: FoldedAggregates,
  { beneficiary, others }: PersonAggregates,
  id: string,
): Promise<Places[]> {
  const all = await Promise.all(
    [beneficiary, ...others].map(async (aggregate) => ({ aggregate, ...(await folded.recent(aggregate, id)) })),
  );
  return all.map(({ aggregate, state }) => aggregate.places(state as never));
}
