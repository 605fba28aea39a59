import type { Labels } from '#libs/reference';
import { fieldTexts } from './field-texts.ts';
import type { Language } from './languages.ts';
import { fillMessage, type MessageParams } from './messages.ts';

/** What is wrong with one field, for a person; a code without its own text reads as "not valid". */
export function fieldText(code: string, params: MessageParams, language: Language): string {
  return fillMessage((find(code) ?? fieldTexts.invalid)[language], params, language);
}

/**
 * The named params of a field text, from the positional constraints of class-validator's metadata:
 * Min → least · Max → most · Length → least, most · IsIn → values.
 */
export function fieldParams(code: string, constraints: readonly unknown[]): Record<string, string | number> {
  const [first, second] = constraints;
  switch (code) {
    case 'min':
    case 'minLength':
    case 'arrayMinSize':
      return named({ least: first });
    case 'max':
    case 'maxLength':
    case 'arrayMaxSize':
      return named({ most: first });
    case 'isLength':
      return named({ least: first, most: second });
    case 'isIn':
    case 'isEnum':
      return named({ values: Array.isArray(first) ? first.join(', ') : first });
    default:
      return {};
  }
}

function named(params: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const isSayable = (entry: [string, unknown]): entry is [string, string | number] =>
    typeof entry[1] === 'string' || typeof entry[1] === 'number';
  return Object.fromEntries(Object.entries(params).filter(isSayable));
}

function find(code: string): Labels | undefined {
  const texts: Readonly<Record<string, Labels>> = fieldTexts;
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
