import { codeSpelled, searchWords } from '#libs/language';
import { isLocalDate, type LocalDate, plainNumber, Problem, westernDigits } from '#libs/kernel';
import type { TermList } from '#libs/reference';
import { type Column, titleOf } from './columns.ts';

/** The cells of one line; every reading throws a `Problem` that names the column. */
export class Cells {
  constructor(
    private readonly cells: ReadonlyMap<Column, string>,
    private readonly language: 'ar' | 'fr',
  ) {}

  /** Undefined where the cell is empty, or says in words that there is nothing to say. */
  text(column: Column, longest = 100): string | undefined {
    const text = visible(this.cells.get(column) ?? '');
    if (text === '' || NOTHING.has(searchWords(text).join(' '))) return undefined;
    if (text.length > longest) this.refuse('import.value-unknown', column);
    return text;
  }

  date(column: Column): LocalDate | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    return dateWritten(text) ?? this.refuse('import.date-unreadable', column);
  }

  /** A birth date, or the year where lists give no more. */
  birth(column: Column): { birthDate?: LocalDate; birthYear?: number } {
    const text = this.text(column);
    const year = /^(?:0{1,2}[/.-]0{1,2}[/.-])?((?:19|20)\d{2})$/.exec(westernDigits(text ?? ''))?.[1];
    if (year) return { birthYear: Number(year) };
    const birthDate = this.date(column);
    return birthDate === undefined ? {} : { birthDate };
  }

  code(column: Column, list: TermList): string | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    for (const written of [text, ...withoutGeneralWords(text)]) {
      const code = codeSpelled(list, written);
      if (code !== undefined) return code;
    }
    return this.refuse('import.value-unknown', column);
  }

  /** `24/347`, as it is compared: Western digits, upper case, no blanks. */
  register(column: Column): string | undefined {
    const text = this.text(column, 40);
    return text === undefined ? undefined : plainNumber(text);
  }

  cin(column: Column): string | undefined {
    const text = this.text(column, 40);
    if (text === undefined) return undefined;
    const cin = plainNumber(text).replace(/[.-]/g, '');
    if (!CIN.test(cin)) throw new Problem('beneficiary.identifier-malformed');
    return cin;
  }

  /** The value, where the list cannot do without it. */
  needed<T>(column: Column, value: T | undefined): T {
    return value ?? this.refuse('import.value-missing', column);
  }

  private refuse(code: string, column: Column): never {
    throw new Problem(code, { column: titleOf(column, this.language) });
  }
}

const CIN = /^[A-Z]{1,2}[0-9]{1,7}$/;
// eslint-disable-next-line no-control-regex -- what nobody sees is taken out
const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const NOTHING = new Set(
  [
    '',
    'néant',
    'neant',
    'null',
    'na',
    'n a',
    'nd',
    'sans',
    'aucun',
    'aucune',
    'لا يوجد',
    'لا شيء',
    'بدون',
    'غير متوفر',
    'غير محدد',
  ].map((said) => searchWords(said).join(' ')),
);

function visible(cell: string): string {
  return cell.normalize('NFC').replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
}

const DAY_FIRST = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const YEAR_FIRST = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/;
const MIDNIGHT = /[T ]0{1,2}:00(:00(\.0+)?)?Z?$/;

/** A day as clerks write it: 20/08/2025, 2025-08-20, ٢٠/٠٨/٢٠٢٥. Undefined for what the calendar lacks. */
export function dateWritten(text: string): LocalDate | undefined {
  const plain = westernDigits(text).replace(MIDNIGHT, '').replace(/\s/g, '');
  const dayFirst = DAY_FIRST.exec(plain);
  const yearFirst = YEAR_FIRST.exec(plain);
  const [year, month, day] = dayFirst
    ? [dayFirst[4], dayFirst[3], dayFirst[1]]
    : [yearFirst?.[1], yearFirst?.[3], yearFirst?.[4]];
  const date = `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return isLocalDate(date) ? date : undefined;
}

const GENERAL_WORDS = new Set(
  ['السجن', 'المحلي', 'سجن', 'إقليم', 'عمالة', 'prison', 'locale', 'province', 'prefecture', 'de', 'd', 'du', 'la'].map(
    (word) => searchWords(word).join(''),
  ),
);

/** `السجن المحلي بتيزنيت` is `تيزنيت`, `إقليم بوجدور` is `بوجدور`, `Préfecture d’Agadir` is `Agadir`. */
function withoutGeneralWords(text: string): string[] {
  const words = searchWords(text.replace(/(?<!\p{L})d['’ʼ`´]/giu, ''));
  const own = words.filter((word) => !GENERAL_WORDS.has(word)).join(' ');
  return [own, own.replace(/^ب/u, '')];
}
