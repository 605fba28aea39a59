import { type LocalDate, Refused } from '#libs/kernel';
import { establishment, wasOpenOn } from '#libs/reference';
import type { CustodyKind } from './custody.ts';

const HOUSED_BY = {
  prison: 'prison',
  'child-placement': 'child-protection',
  'alternative-sentence': undefined,
} as const;

/** Refuses an establishment that does not take this kind of custody, or was not open on that day. */
export function checkEstablishment(kind: CustodyKind, code: string | undefined, day: LocalDate): void {
  const housedBy = HOUSED_BY[kind];
  if (housedBy === undefined) {
    if (code !== undefined) throw new Refused('custody.establishment-not-for-alternative');
    return;
  }
  if (code === undefined) throw new Refused('custody.establishment-missing');
  if (establishment(code)?.kind !== housedBy) throw new Refused('custody.wrong-establishment-kind');
  if (!wasOpenOn(code, day)) throw new Refused('custody.establishment-closed');
}
