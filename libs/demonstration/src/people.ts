import { addDays, type LocalDate } from '#libs/kernel';
import { Chance } from './chance.ts';
import { nameOf } from './names.ts';
import type { Teller } from './teller.ts';

/** One person of the story, thought up whole before anything is told. */
export interface Someone {
  readonly number: number;
  readonly id: string;
  readonly chance: Chance;
  readonly name: ReturnType<typeof nameOf>;
  readonly isWoman: boolean;
  readonly isChild: boolean;
  readonly birthDate: LocalDate;
  readonly province: string;
  readonly establishment: string;
  readonly registerNumber: string;
  readonly cin: string | undefined;
  readonly legalStatus: 'remand' | 'sentenced' | 'civil-debt' | 'placed';
  readonly admittedOn: LocalDate;
  readonly enrolledOn: LocalDate | undefined;
  readonly releasedOn: LocalDate | undefined;
  /** Freed with many others by the pardon. */
  readonly isPardoned: boolean;
  readonly trade: string;
}

/** The day of the pardon's list, before today. */
export const PARDON_DAYS_AGO = 18;

/** Where people of the south live, about as many times as there are people. */
const PROVINCES = [
  ...['MA-AGD', 'MA-AGD', 'MA-AGD', 'MA-INE', 'MA-INE', 'MA-INE', 'MA-CHT', 'MA-CHT', 'MA-TAR', 'MA-TAR', 'MA-TAR'],
  ...['MA-TIZ', 'MA-TIZ', 'MA-TAT', 'MA-GUE', 'MA-GUE', 'MA-GUE', 'MA-TNT', 'MA-TNT', 'MA-ASZ', 'MA-SIF', 'MA-SIF'],
  ...['MA-LAA', 'MA-LAA', 'MA-LAA', 'MA-LAA', 'MA-BOD', 'MA-TAF', 'MA-ESM', 'MA-ESM', 'MA-OUD', 'MA-OUD', 'MA-AOU'],
];

const PRISONS_NEAR: Readonly<Record<string, readonly string[]>> = {
  'MA-TIZ': ['TIZNIT'],
  'MA-TAR': ['TAROUDANT', 'TAROUDANT', 'AIT-MELLOUL-2'],
  'MA-TAT': ['TAROUDANT'],
  'MA-GUE': ['BOUIZAKARNE'],
  'MA-TNT': ['BOUIZAKARNE'],
  'MA-ASZ': ['BOUIZAKARNE'],
  'MA-SIF': ['TIZNIT', 'BOUIZAKARNE'],
  'MA-LAA': ['LAAYOUNE'],
  'MA-BOD': ['LAAYOUNE'],
  'MA-TAF': ['LAAYOUNE'],
  'MA-ESM': ['LAAYOUNE'],
  'MA-OUD': ['DAKHLA'],
  'MA-AOU': ['DAKHLA'],
};
const WOMENS_TRADES = ['sewing', 'sewing', 'embroidery', 'engraving', 'cooking', 'pastry', 'pastry', 'typing'];
const MENS_TRADES = [
  'carpentry',
  'carpentry',
  'metalwork',
  'metalwork',
  'painting',
  'plastering',
  'traditional-crafts',
  'cooking',
];
const TRADES = ['carpentry', 'sewing', 'cooking', 'painting', 'typing', 'pastry', 'metalwork'];

/** The same person for the same seed and number, whoever else there is. */
export function imagine(teller: Teller, seed: string, number: number): Someone {
  const chance = new Chance(`${seed}/${number}`);
  const isWoman = number % 20 === 3 || number % 20 === 9 || number % 20 === 16;
  const isChild = number % 32 === 5;
  const ageInDays = isChild ? chance.between(13 * 366, 17 * 365) : chance.between(23 * 366, 63 * 365);
  const province = chance.one(PROVINCES);
  const admittedDaysAgo = chance.between(150, isChild ? 500 : 1500);
  const enrolledAfter = chance.between(12, 45);
  const isPardoned = !isChild && number % 7 === 2;
  const leaves = isPardoned || (!isChild && chance.percent(38));
  const leftDaysAgo = isPardoned ? PARDON_DAYS_AGO : chance.between(4, Math.min(330, admittedDaysAgo - 60));
  const admittedOn = teller.daysAgo(admittedDaysAgo);
  return {
    number,
    id: teller.id('beneficiary', String(number)),
    chance,
    name: nameOf(chance, isWoman),
    isWoman,
    isChild,
    birthDate: teller.daysAgo(ageInDays),
    province,
    establishment: establishmentFor(chance, province, isChild),
    registerNumber: chance.percent(60) ? `${admittedOn.slice(2, 4)}/${number + 1}` : String(21_000 + 7 * number),
    cin:
      isChild || chance.percent(24)
        ? undefined
        : `J${chance.one(['A', 'B', 'C', 'F', 'H', 'K'])}${204_117 + 61 * number}`,
    legalStatus: isChild
      ? 'placed'
      : isPardoned
        ? 'sentenced'
        : chance.percent(6)
          ? 'civil-debt'
          : chance.percent(20)
            ? 'remand'
            : 'sentenced',
    admittedOn,
    enrolledOn: chance.percent(88) ? addDays(admittedOn, enrolledAfter) : undefined,
    releasedOn: leaves ? teller.daysAgo(leftDaysAgo) : undefined,
    isPardoned,
    trade: chance.percent(12) ? chance.one(TRADES) : chance.one(isWoman ? WOMENS_TRADES : MENS_TRADES),
  };
}

function establishmentFor(chance: Chance, province: string, isChild: boolean): string {
  const near = PRISONS_NEAR[province] ?? ['AIT-MELLOUL-1', 'AIT-MELLOUL-2'];
  const prison = chance.one(near);
  if (!isChild) return prison;
  return prison === 'LAAYOUNE' || prison === 'DAKHLA' ? 'CPE-LAAYOUNE' : 'CPE-AGADIR';
}
