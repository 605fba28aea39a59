import '#libs/casework';
import { fieldParams, fieldText, fieldTexts, LANGUAGES, paramsOf } from '#libs/language';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { formsOf, pluralForms } from '../support/icu-texts.ts';

type Check = { readonly type: string; readonly name?: string };

describe('what can be wrong with a field', () => {
  it.each(Object.entries(fieldTexts))('%s is said in every language, from the same values', (_code, labels) => {
    const params = LANGUAGES.map((language) => paramsOf(labels[language], language));
    expect(params).toEqual([params[0], params[0], params[0]]);
    for (const language of LANGUAGES) {
      expect(labels[language]).toMatch(/\.$/);
      for (const forms of pluralForms(labels[language], language)) {
        expect(forms).toEqual(expect.arrayContaining([...formsOf(language)]));
      }
    }
  });

  it('has a text for every check that a command’s fields carry', () => {
    const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, Check[]> };
    const codes = [...validationMetadatas.values()]
      .flat()
      .filter(({ type }) => type !== ValidationTypes.CONDITIONAL_VALIDATION && type !== ValidationTypes.WHITELIST)
      .map(({ name, type }) => name ?? type);
    expect(codes).toContain('isLocalDate');
    expect([...new Set(codes)].filter((code) => !Object.hasOwn(fieldTexts, code))).toEqual([]);
  });

  it('fills in the limits that the check was declared with', () => {
    expect(fieldText('isLength', fieldParams('isLength', [1, 120]), 'en')).toBe(
      'The text must have 1 to 120 characters.',
    );
    expect(fieldText('max', fieldParams('max', [3]), 'fr')).toBe('La valeur doit être d’au plus 3.');
    expect(fieldText('minLength', fieldParams('minLength', [2]), 'ar')).toContain('حرفين');
    expect(fieldText('isIn', fieldParams('isIn', [['female', 'male']]), 'en')).toBe(
      'The value must be one of: female, male.',
    );
    expect(fieldParams('isUuid', ['whatever'])).toEqual({});
  });

  it('says “not valid” of a check it does not know', () => {
    for (const code of ['nobodyKnows', 'toString', '__proto__']) {
      expect(fieldText(code, {}, 'en')).toBe('The value is not valid.');
    }
  });
});
