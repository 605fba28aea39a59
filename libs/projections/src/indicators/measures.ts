/** What is counted in a year, and the money that was committed in it. */
export const MEASURES = ['enrolled', 'released', 'projectsProposed', 'projectsApproved', 'committedCentimes'] as const;
export type Measure = (typeof MEASURES)[number];

/** One person's year: the amounts, and a 1 for each measure the person stands behind, so that people can be counted. */
export interface YearFigures {
  readonly amounts: Readonly<Partial<Record<Measure, number>>>;
  readonly people: Readonly<Partial<Record<Measure | 'reached', number>>>;
}

/** By the age reached in the course of the year. */
export const AGE_GROUPS = ['under-18', '18-24', '25-39', '40-59', '60-plus'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number] | 'unknown';

export function ageGroupOf(birthYear: number | null, year: number): AgeGroup {
  if (birthYear === null) return 'unknown';
  const age = year - birthYear;
  if (age < 18) return 'under-18';
  if (age < 25) return '18-24';
  if (age < 40) return '25-39';
  return age < 60 ? '40-59' : '60-plus';
}
