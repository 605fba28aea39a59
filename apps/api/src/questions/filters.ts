import { isLocalDate, isUuid, plainNumber } from '#libs/kernel';
import { searchWords } from '#libs/language';
import type { Condition } from '#libs/read-models';
import { isCentre, isEstablishment, isProvince, isTrade, type TermList, terms } from '#libs/reference';

/** One parameter of a question: what it may be, and what it asks of a document. */
export interface Filter {
  /** The name of the check that fails, as the field texts know it. */
  readonly code: string;
  readonly values?: readonly string[];
  /** JSON Schema of the parameter. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Undefined where the text is not right. */
  condition(field: string, text: string): readonly Condition[] | undefined;
}

const LONGEST = 100;

function equal(code: string, holds: (text: string) => boolean, schema: Filter['schema']): Filter {
  return { code, schema, condition: (field, equals) => (holds(equals) ? [{ field, equals }] : undefined) };
}

function codeOf(code: string, holds: (text: string) => boolean, list: TermList): Filter {
  return equal(code, holds, { type: 'string', enum: terms[list].map(({ code }) => code) });
}

export const aProvince = codeOf('isProvince', isProvince, 'province');
export const aTrade = codeOf('isTrade', isTrade, 'trade');
export const aCentre = codeOf('isCentre', isCentre, 'centre');
export const anEstablishment = codeOf('isEstablishment', isEstablishment, 'establishment');
export const anId: Filter = {
  ...equal('isUuid', isUuid, { type: 'string', format: 'uuid' }),
  condition: (field, text) => (isUuid(text) ? [{ field, equals: text.toLowerCase() }] : undefined),
};

export function oneOf(...values: readonly string[]): Filter {
  return { ...equal('isIn', (text) => values.includes(text), { type: 'string', enum: values }), values };
}

/** Words and codes that other people choose: compared whole, so a length is all that is asked. */
export const someText = equal('isLength', (text) => text.length >= 1 && text.length <= LONGEST, {
  type: 'string',
  minLength: 1,
  maxLength: LONGEST,
});

export const yesOrNo: Filter = {
  code: 'isBoolean',
  schema: { type: 'boolean' },
  condition: (field, text) => (text === 'true' || text === 'false' ? [{ field, equals: text === 'true' }] : undefined),
};

/** A day from which, or up to which, a field's day lies; `from` and `to` include the day itself. */
export function day(end: 'from' | 'to'): Filter {
  return {
    code: 'isLocalDate',
    schema: { type: 'string', format: 'date' },
    condition: (field, text) => (isLocalDate(text) ? [{ field, [end]: text }] : undefined),
  };
}

/** The beginning of any word of a name, each word typed, in either script; or an identifier, whole. */
export const nameOrIdentifier: Filter = {
  code: 'isLength',
  schema: { type: 'string', minLength: 1, maxLength: LONGEST },
  condition(_field, text) {
    if (text.trim() === '' || text.length > LONGEST) return undefined;
    const identifier = { field: '_.identifierKeys', equals: plainNumber(text) };
    const words = searchWords(text);
    if (words.length === 0) return [identifier];
    return words.map((prefix) => ({ any: [{ field: '_.words', prefix }, identifier] }));
  },
};
