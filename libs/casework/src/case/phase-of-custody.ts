import { addDays, type LocalDate } from '#libs/kernel';
import type { Custody } from '../custody/custody.ts';
import type { Phase } from './case-events.ts';

/** Preparation for the release begins this many days before it is expected. */
export const PREPARATION_DAYS = 180;

/** The phase in which the person's custody puts a case that begins, or goes on, today. */
export function phaseOf(custody: Custody, today: LocalDate): Extract<Phase, 'detention' | 'pre-release' | 'released'> {
  if (custody.status !== 'inside') return 'released';
  const { expectedReleaseOn } = custody;
  const isNear = expectedReleaseOn !== undefined && addDays(expectedReleaseOn, -PREPARATION_DAYS) <= today;
  return isNear ? 'pre-release' : 'detention';
}
