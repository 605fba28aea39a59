import { westernDigits } from '#libs/kernel';
import { codeSpelled, foldArabic, nameKey, nameWords, searchWords } from '#libs/language';
import fc from 'fast-check';

describe('names as people look for them', () => {
  it('takes the letters that clerks write for one another as one', () => {
    for (const spelled of ['أحمد', 'إحمد', 'آحمد', 'احمد', 'أَحْمَد', 'أحـــمد']) expect(foldArabic(spelled)).toBe('احمد');
    expect(foldArabic('فاطمة')).toBe(foldArabic('فاطمه'));
    expect(foldArabic('مصطفى')).toBe(foldArabic('مصطفي'));
    expect(foldArabic('ڭلميم')).toBe(foldArabic('گلميم'));
    expect(foldArabic('ﻣﺤﻤﺪ')).toBe('محمد');
  });

  it('reads Arabic-Indic and Persian digits', () => expect(westernDigits('٢٠٢٥/۰۸/20')).toBe('2025/08/20'));

  it('finds a person by any word of the name in either script', () => {
    const name = {
      arabic: { given: 'فاطمة الزهراء', family: 'الإدريسي' },
      latin: { given: 'Fatima-Zahra', family: 'El Idrïssi' },
    };
    expect(nameWords(name)).toEqual([
      ...['فاطمه', 'الزهراء', 'الادريسي', 'fatima', 'zahra', 'el', 'idrissi', 'زهراء', 'ادريسي'],
    ]);
    expect(nameWords('M’Barek Œuvrard')).toEqual(['mbarek', 'oeuvrard']);
    expect(nameWords({})).toEqual([]);
  });

  it('knows one name in two spellings, whatever the order of its words', () => {
    expect(nameKey('  إبراهيم   آيت  بلا ')).toBe(nameKey('ايت بلا ابراهيم'));
    expect(nameKey('AÏT BELLA, Brahim')).toBe(nameKey('brahim ait bella'));
    expect(nameKey('Brahim')).not.toBe(nameKey('Ibrahim'));
  });

  it('gives the same words again for words it gave', () => {
    const letters = fc.constantFrom(..."أإآٱاىيةهؤئوءبتثـ َُ٣۳ aéÈïœŒøǿßıİłđ-’'k7،.".split(''));
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 30 }), (text) => {
        const words = searchWords(text);
        expect(searchWords(words.join(' '))).toEqual(words);
      }),
    );
  });
});

describe('a code as exports spell it', () => {
  it.each([
    ['establishment', 'أيت ملول 1', 'AIT-MELLOUL-1'],
    ['establishment', 'ايت ملول١', 'AIT-MELLOUL-1'],
    ['establishment', 'Prison locale de Laayoune', 'LAAYOUNE'],
    ['releaseReason', 'العفو الملكي السامي', 'royal-pardon'],
    ['releaseReason', 'Grace royale', 'royal-pardon'],
    ['sex', 'féminin', 'female'],
    ['province', 'MA-LAA', 'MA-LAA'],
  ] as const)('%s “%s” is %s', (list, text, code) => expect(codeSpelled(list, text)).toBe(code));

  it('guesses nothing', () => {
    expect(codeSpelled('establishment', 'آيت ملول')).toBeUndefined();
    expect(codeSpelled('province', '')).toBeUndefined();
    expect(codeSpelled('province', 'constructor')).toBeUndefined();
  });
});
