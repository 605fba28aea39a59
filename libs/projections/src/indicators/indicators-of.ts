import type { Condition, Group, Views } from '#libs/read-models';
import { type AgeGroup, ageGroupOf, type Measure, MEASURES } from './measures.ts';
import { personYears } from './person-years.ts';

/** null: fewer than ten people stand behind the figure, and who asks may not see so few. */
export type Figures = Readonly<Record<Measure, number | null>>;

export interface Indicator extends Figures {
  readonly province: string | null;
  readonly sex: string | null;
  readonly ageGroup: AgeGroup;
}

export interface Indicators {
  readonly items: readonly Indicator[];
  /** Sums of the figures shown, so that what is suppressed in a cell cannot be found by subtraction. */
  readonly totals: Readonly<Record<Measure, number>> & {
    /** People enrolled, released or with a project in the year. */
    readonly reached: number;
    /** Twice the people reached in the year before: the aim is to double their number. */
    readonly doublingTarget: number;
  };
}

interface Asked {
  readonly year: number;
  /** Codes of the provinces asked for; absent: all. */
  readonly provinces?: readonly string[];
}

interface Cell {
  readonly province: string | null;
  readonly sex: string | null;
  readonly ageGroup: AgeGroup;
  readonly amounts: Record<Measure, number>;
  readonly people: Record<Measure | 'reached', number>;
}

/** A published cell stands on at least this many people (DOMAIN, roles: observer). */
const FEWEST_PEOPLE = 10;
const COUNTED = [...MEASURES, 'reached'] as const;

/** Figures of a year by province, sex and age group. `suppressed`: cells of fewer than ten people are not told. */
export async function indicatorsOf(
  views: Views,
  { year, provinces }: Asked,
  { suppressed }: { readonly suppressed: boolean },
): Promise<Indicators> {
  const where: Condition[] = provinces ? [{ field: 'province', in: provinces }] : [];
  const fewest = suppressed ? FEWEST_PEOPLE : 0;
  const [cells, before] = await Promise.all([cellsOf(views, where, year), cellsOf(views, where, year - 1)]);
  const items = cells.map((cell) => shown(cell, fewest));
  const total = (measure: Measure) => items.reduce((sum, item) => sum + (item[measure] ?? 0), 0);
  return {
    items,
    totals: {
      ...(Object.fromEntries(MEASURES.map((measure) => [measure, total(measure)])) as Record<Measure, number>),
      reached: reached(cells, fewest),
      doublingTarget: 2 * reached(before, fewest),
    },
  };
}

function shown({ province, sex, ageGroup, amounts, people }: Cell, fewest: number): Indicator {
  const figures = MEASURES.map((measure) => [measure, people[measure] < fewest ? null : amounts[measure]]);
  return { province, sex, ageGroup, ...(Object.fromEntries(figures) as Figures) };
}

function reached(cells: readonly Cell[], fewest: number): number {
  return cells.reduce((sum, { people }) => sum + (people.reached < fewest ? 0 : people.reached), 0);
}

async function cellsOf(views: Views, where: readonly Condition[], year: number): Promise<Cell[]> {
  const fields = [
    ...MEASURES.map((measure) => `y${year}.amounts.${measure}`),
    ...COUNTED.map((measure) => `y${year}.people.${measure}`),
  ];
  const groups = await views.group(personYears.name, where, ['province', 'sex', 'birthYear'], fields);
  const cells = new Map<string, Cell>();
  for (const group of groups) addTo(cells, group, year);
  return [...cells.values()].filter(({ people }) => people.reached > 0);
}

function addTo(cells: Map<string, Cell>, { key, sums }: Group, year: number): void {
  const province = (key['province'] ?? null) as string | null;
  const sex = (key['sex'] ?? null) as string | null;
  const ageGroup = ageGroupOf((key['birthYear'] ?? null) as number | null, year);
  const name = JSON.stringify([province, sex, ageGroup]);
  const cell = cells.get(name) ?? { province, sex, ageGroup, amounts: zeros(MEASURES), people: zeros(COUNTED) };
  for (const measure of MEASURES) cell.amounts[measure] += sums[`y${year}.amounts.${measure}`] ?? 0;
  for (const measure of COUNTED) cell.people[measure] += sums[`y${year}.people.${measure}`] ?? 0;
  cells.set(name, cell);
}

function zeros<M extends string>(measures: readonly M[]): Record<M, number> {
  return Object.fromEntries(measures.map((measure) => [measure, 0])) as Record<M, number>;
}
