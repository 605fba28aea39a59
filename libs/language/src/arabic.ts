/** Vowel marks, the small Koranic signs, tatweel, and marks left over when a letter is taken apart. */
// eslint-disable-next-line no-misleading-character-class -- the marks are meant one by one
const MARKS = /[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;
const VARIANTS = /[أإآٱىةؤئیکگڭڤ]/g;
const FOLDED: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ؤ: 'و',
  ئ: 'ي',
  ی: 'ي',
  ک: 'ك',
  گ: 'ك',
  ڭ: 'ك',
  ڤ: 'ف',
};

/**
 * Arabic as it is compared, never as it is shown: the variants that clerks write for one another become one letter,
 * vowel marks and tatweel go. Presentation forms (as PDFs give them) become letters first.
 */
export function foldArabic(text: string): string {
  return text
    .normalize('NFKC')
    .replace(VARIANTS, (letter) => FOLDED[letter] ?? letter)
    .replace(MARKS, '');
}
