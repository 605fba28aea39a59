import { dayInMorocco, isLocalDate, type LocalDate } from '#libs/kernel';
import type { Seen } from '#libs/read-models';

/** From where in time the past is looked at; absent: from now. */
export interface Viewpoint {
  /** What had happened by the end of this day, */
  readonly asOf?: LocalDate;
  /** as it was on record at this instant, or at the end of this day in Morocco. */
  readonly knownAt?: string;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

export function isKnownAt(text: string): boolean {
  if (INSTANT.test(text)) return !Number.isNaN(Date.parse(text)) && isLocalDate(text.slice(0, 10));
  return isLocalDate(text);
}

/** Whether the event was on record then. */
export function wasKnown({ envelope: { recordedAt } }: Seen, knownAt: string | undefined): boolean {
  if (knownAt === undefined) return true;
  if (isLocalDate(knownAt)) return dayInMorocco(recordedAt) <= knownAt;
  return Date.parse(recordedAt) <= Date.parse(knownAt);
}
