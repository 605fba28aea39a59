import { type LocalDate, Refused } from '#libs/kernel';

/** Refuses a release before the admission or after today. */
export function checkReleaseDate(releasedOn: LocalDate, admittedOn: LocalDate, today: LocalDate): void {
  if (releasedOn < admittedOn) throw new Refused('custody.release-before-admission');
  if (releasedOn > today) throw new Refused('custody.release-in-future');
}
