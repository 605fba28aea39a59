import { chooseLanguage } from '#libs/language';
import fc from 'fast-check';

describe('the language of the caller', () => {
  it.each([
    [undefined, 'ar'],
    ['', 'ar'],
    ['fr', 'fr'],
    ['fr-MA,fr;q=0.9,en;q=0.8', 'fr'],
    ['EN-gb', 'en'],
    ['en;q=0.2, fr;q=0.7', 'fr'],
    ['zgh, en;q=0.5', 'en'],
    ['de, es', 'ar'],
    ['*', 'ar'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['fr;q=2, en', 'en'],
    ['en;q=abc, fr;q=0.1', 'fr'],
    ['fra', 'ar'],
  ])('%j reads as %s', (header, language) => expect(chooseLanguage(header)).toBe(language));

  it('is always one we have, whatever a client sends', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => ['ar', 'fr', 'en'].includes(chooseLanguage(header))),
    ));
});
