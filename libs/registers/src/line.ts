import { searchWords } from '#libs/language';
import { idFrom, type LocalDate } from '#libs/kernel';
import type { Cells } from './read-cells.ts';

/** A name as one script writes it. */
export interface LineName {
  readonly script: 'arabic' | 'latin';
  readonly given: string;
  readonly family: string;
}

/** Who a line is about, as far as it says. */
export interface Described {
  readonly establishment: string;
  readonly register?: string;
  readonly cin?: string;
  readonly name: LineName;
  readonly birthDate?: LocalDate;
  readonly birthYear?: number;
}

/** A line that can be read: what it says, and the day it is about. */
export interface Line extends Described {
  readonly line: number;
  readonly on: LocalDate;
}

export function described(cells: Cells): Described {
  return {
    establishment: cells.needed('establishment', cells.code('establishment', 'establishment')),
    register: cells.register('register'),
    cin: cells.cin('cin'),
    name: nameOf(cells.needed('given', cells.text('given')), cells.needed('family', cells.text('family'))),
    ...cells.birth('birth'),
  };
}

function nameOf(given: string, family: string): LineName {
  const script = /\p{Script=Arabic}/u.test(given + family) ? 'arabic' : 'latin';
  return { script, given, family };
}

/** Equal for two spellings of one name; blanks and letter variants do not count, nor which part is called the family's. */
export function nameKey({ script, given, family }: LineName): string {
  const parts = [given, family].map((part) => searchWords(part).join('')).sort();
  return `${script} ${parts.join(' ')}`;
}

export function registerOf(establishment: string, register: string): string {
  return `${establishment}/${register}`;
}

/** The numbers by which two lines may turn out to be about one person. */
export function numbersOf({ establishment, register, cin }: Described): string[] {
  const numbers: string[] = [];
  if (register !== undefined) numbers.push(`register ${registerOf(establishment, register)}`);
  if (cin !== undefined) numbers.push(`cin ${cin}`);
  return numbers;
}

/** The id that this person gets when nobody has registered them: the same for the same words, however often read. */
export function newPersonId(line: Line): string {
  const { establishment, register = '', cin, name, birthDate, birthYear, on } = line;
  const number = cin === undefined ? [establishment, register, on] : [cin];
  return idFrom('import', 'beneficiary', ...number, nameKey(name), birthDate ?? String(birthYear));
}
