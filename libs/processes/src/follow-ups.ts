import { addDays, addMonths, type LocalDate } from '#libs/kernel';

const DAYS_TO_FIRST_CONTACT = 7;
const FOLLOW_UP_MONTHS = [1, 3, 6, 12];

/** What is due after a release. */
export function dueAfter(releasedOn: LocalDate) {
  return {
    releasedOn,
    contactDueOn: addDays(releasedOn, DAYS_TO_FIRST_CONTACT),
    followUps: FOLLOW_UP_MONTHS.map((months) => addMonths(releasedOn, months)),
  };
}
