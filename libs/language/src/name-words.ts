import { westernDigits } from '#libs/kernel';
import { foldArabic } from './arabic.ts';

/** Letters that carry no separable accent. */
const LATIN: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ø: 'o', ß: 'ss', ł: 'l', đ: 'd', ı: 'i' };
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;
const APOSTROPHES = /['’ʼ`´ʿʾ]/g;

/**
 * Text as it is searched: Latin without accents and in lower case, Arabic folded, Western digits. Apostrophes
 * vanish (`M’Barek` is `mbarek`), everything else that is no letter or digit parts words.
 */
export function searchWords(text: string): string[] {
  const plain = foldArabic(westernDigits(text))
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæøßłđı]/g, (letter) => LATIN[letter] ?? letter)
    .replace(APOSTROPHES, '');
  return plain.split(BETWEEN_WORDS).filter((word) => word !== '');
}

/** A name in one script or both. */
export interface WrittenName {
  readonly arabic?: { readonly given: string; readonly family: string };
  readonly latin?: { readonly given: string; readonly family: string };
}

/**
 * Every word a person can be found by, each once, in either script or both. A word with the article is also found
 * without it: `الإدريسي` by `ادريسي`.
 */
export function nameWords(name: WrittenName | string): string[] {
  const words = searchWords(typeof name === 'string' ? name : written(name));
  const withoutArticle = words.filter((word) => /^ال.{3,}/u.test(word)).map((word) => word.slice(2));
  return [...new Set([...words, ...withoutArticle])];
}

function written({ arabic, latin }: WrittenName): string {
  return [arabic?.given, arabic?.family, latin?.given, latin?.family].filter((part) => part !== undefined).join(' ');
}

/** One text that is equal for two spellings of the same name, whatever the order of its words. */
export function nameKey(text: string): string {
  return searchWords(text).sort().join(' ');
}
