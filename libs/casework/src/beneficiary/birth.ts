import { ageOn, type LocalDate, Refused } from '#libs/kernel';

/** A birth date, or the estimated year where the date is not known. */
export interface Birth {
  readonly birthDate?: LocalDate;
  readonly birthYear?: number;
}

const MAJORITY = 18;

export function isBornAfter({ birthDate, birthYear = 0 }: Birth, day: LocalDate): boolean {
  return birthDate === undefined ? birthYear > yearOf(day) : birthDate > day;
}

/** With no more than a year, the age is the one reached in the course of this one. */
export function isMinor({ birthDate, birthYear = 0 }: Birth, today: LocalDate): boolean {
  return (birthDate === undefined ? yearOf(today) - birthYear : ageOn(birthDate, today)) < MAJORITY;
}

/** Refuses a birth told twice, not at all, or that lies ahead. */
export function checkBirth(birth: Birth, today: LocalDate): void {
  const { birthDate, birthYear } = birth;
  if (birthDate === undefined && birthYear === undefined) throw new Refused('beneficiary.birth-missing');
  if (birthDate !== undefined && birthYear !== undefined) throw new Refused('beneficiary.birth-given-twice');
  if (isBornAfter(birth, today)) throw new Refused('beneficiary.born-in-future');
}

function yearOf(day: LocalDate): number {
  return Number(day.slice(0, 4));
}
