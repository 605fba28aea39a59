import type { Labels } from '#libs/reference';

export const LANGUAGES = ['ar', 'fr', 'en'] as const satisfies readonly (keyof Labels)[];
export type Language = (typeof LANGUAGES)[number];

/** Never the bare language: `ar` alone may print Eastern digits and `en` American dates. */
export const LOCALES = { ar: 'ar-MA', fr: 'fr-MA', en: 'en-GB' } as const satisfies Labels;

/** Arabic, the first official language and that of the records, where the caller asks for nothing we have. */
export const DEFAULT_LANGUAGE: Language = 'ar';

const MOST_RANGES = 20;

/** The caller's best language by an Accept-Language header (RFC 9110, 12.5.4): higher q first, then the order written. */
export function chooseLanguage(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return DEFAULT_LANGUAGE;
  const ranges = acceptLanguage
    .split(',', MOST_RANGES)
    .map(readRange)
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  for (const { tag } of ranges) {
    if (tag === '*') return DEFAULT_LANGUAGE;
    const language = LANGUAGES.find((known) => known === tag.split('-')[0]);
    if (language) return language;
  }
  return DEFAULT_LANGUAGE;
}

function readRange(range: string): { tag: string; quality: number } {
  const [tag = '', ...parameters] = range
    .trim()
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { tag, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}
