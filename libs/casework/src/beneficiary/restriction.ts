import type { Actor } from '#libs/event-store';
import type { LocalDate } from '#libs/kernel';
import Type from 'typebox';
import { Code, Day, Text } from '../fields/event-fields.ts';
import { defineEvent, personal } from '../shapes/define-event.ts';

/** `until` is the last day; `units` are those whose people still see the file. */
export const VisibilityRestricted = defineEvent('VisibilityRestricted', {
  reason: personal(Text(2000)),
  until: Day,
  units: Type.Array(Code),
});
export const RestrictionLifted = defineEvent('RestrictionLifted', { because: personal(Text(2000)) });
/** Somebody whom the file is kept from opened it for themselves, until that instant. */
export const RestrictedFileOpened = defineEvent('RestrictedFileOpened', {
  reason: personal(Text(2000)),
  until: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z$' }),
});

export interface Opening {
  readonly actorId: string;
  /** RFC 3339 instant, UTC. */
  readonly until: string;
}

/** Who still sees a person, as long as it lasts. */
export interface Restriction {
  /** The last day. */
  readonly until: LocalDate;
  readonly units: readonly string[];
  readonly openings: readonly Opening[];
}

/** What a restriction does not concern: those who watch over the files, and the system itself. */
const SEE_RESTRICTED = ['auditor', 'data-protection-officer', 'general-coordinator', 'process'];

/** Whether the file is kept from whoever is not named. */
export function isInForce(restriction: Restriction | undefined, today: LocalDate): restriction is Restriction {
  return restriction !== undefined && today <= restriction.until;
}

/** Whether it is kept from this asker, who may have opened it for a while. A unit is named itself or not at all. */
export function isKeptFrom(
  restriction: Restriction | undefined,
  { id, role, unit }: Actor,
  today: LocalDate,
  now: string,
): boolean {
  if (!isInForce(restriction, today) || SEE_RESTRICTED.includes(role) || restriction.units.includes(unit)) return false;
  return !restriction.openings.some(({ actorId, until }) => actorId === id && now < until);
}

/** The restriction once somebody opened the file: the newest opening of each counts. */
export function openedBy<R extends { readonly openings: readonly Opening[] }>(
  restriction: R,
  actorId: string,
  until: string,
): R {
  const others = restriction.openings.filter((opening) => opening.actorId !== actorId);
  return { ...restriction, openings: [...others, { actorId, until }] };
}
