import { LOCALES } from '#libs/language';
import { IntlMessageFormat } from 'intl-messageformat';

type Language = keyof typeof LOCALES;

interface Element {
  readonly type: number;
  readonly pluralType?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

/** The forms of each plural in an ICU text, in the order of the text. Throws where the text is no ICU message. */
export function pluralForms(text: string, language: Language): string[][] {
  return forms(new IntlMessageFormat(text, LOCALES[language]).getAst());
}

function forms(elements: readonly Element[]): string[][] {
  return elements.flatMap(({ pluralType, options = {} }) => [
    ...(pluralType === undefined ? [] : [Object.keys(options)]),
    ...Object.values(options).flatMap(({ value }) => forms(value)),
  ]);
}

/** Every form that a language's grammar asks for. */
export function formsOf(language: Language): readonly string[] {
  return new Intl.PluralRules(LOCALES[language]).resolvedOptions().pluralCategories;
}
