import { isLocalDate } from '#libs/kernel';
import { labelsOf, type TermList } from '#libs/reference';
import { type Language, LOCALES } from '../languages.ts';
import { problems } from '../problem-catalogue.ts';
import { problemText } from '../problem-message.ts';
import type { SaidAs } from './said-as.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Labels that are names keep their capital letter inside a sentence. */
const NAMES: readonly TermList[] = ['centre', 'establishment', 'programme', 'province', 'region'];
const YES_OR_NO = { ar: ['نعم', 'لا'], fr: ['oui', 'non'], en: ['yes', 'no'] } as const;

const days = formatters((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }));
const amounts = formatters(
  (locale) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'MAD', trailingZeroDisplay: 'stripIfInteger' }),
);
const lists = formatters((locale) => new Intl.ListFormat(locale));

/** A value in words inside a sentence. What it cannot be, by its kind, is said as it stands. */
export function inWords(value: unknown, as: SaidAs, language: Language): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return lists[language].format(value.map((item) => inWords(item, as, language)));
  if (typeof value === 'boolean') return YES_OR_NO[language][value ? 0 : 1];
  if (typeof as === 'object') return termInWords(as.term, plain(value), language);
  if (as === 'unit') return unitInWords(plain(value), language);
  if (as === 'name' && isFields(value)) return nameInWords(value, language);
  if (as === 'place' && isFields(value)) return placeInWords(value, language);
  if (as === 'day' && isLocalDate(value)) return dayInWords(value, language);
  if (as === 'money' && typeof value === 'number') return withoutMarks(amounts[language].format(value / 100));
  if (as === 'reason' && typeof value === 'string') return reasonInWords(value, language);
  if (isFields(value))
    return Object.values(value)
      .map((part) => inWords(part, 'text', language))
      .join(' · ');
  return plain(value);
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether the words are a person's own, so that their direction may differ from the sentence's. */
export function isFree(as: SaidAs): boolean {
  return as === 'text' || as === 'name' || as === 'place' || as === 'reason';
}

/** French counts the first of a month, which its locale data leaves out. */
function dayInWords(day: string, language: Language): string {
  const said = days[language].format(new Date(`${day}T00:00:00Z`));
  return language === 'fr' ? said.replace(/^1(?= )/, '1er') : said;
}

function termInWords(list: TermList, code: string, language: Language): string {
  const label = labelsOf(list, code)?.[language];
  if (label === undefined) return code;
  return NAMES.includes(list) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

/** People work for a province, a region or a centre. */
function unitInWords(code: string, language: Language): string {
  const labels = labelsOf('province', code) ?? labelsOf('region', code) ?? labelsOf('centre', code);
  return labels?.[language] ?? code;
}

/** In the reader's script where the name is known in it. */
function nameInWords({ arabic, latin }: Fields, language: Language): string {
  const [first, second] = language === 'ar' ? [arabic, latin] : [latin, arabic];
  const written = isFields(first) ? first : second;
  return isFields(written) ? [written['given'], written['family']].filter(Boolean).join(' ') : '';
}

function placeInWords({ province, commune }: Fields, language: Language): string {
  const of = language === 'ar' ? '، ' : ', ';
  return [commune, inWords(province, { term: 'province' }, language)].filter(Boolean).join(of);
}

/** A reason is written by a person, or is the code of the rule that said no. */
function reasonInWords(reason: string, language: Language): string {
  return Object.hasOwn(problems, reason) ? problemText(reason, {}, language) : reason;
}

/** Some locales put marks of direction around amounts: in plain text they would only be in the way. */
function withoutMarks(text: string): string {
  return text.replace(/[\u200e\u200f\u061c]/g, '').replace(/[\u00a0\u202f]/g, '\u00a0');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function formatters<F>(make: (locale: string) => F): Readonly<Record<Language, F>> {
  return { ar: make(LOCALES.ar), fr: make(LOCALES.fr), en: make(LOCALES.en) };
}
