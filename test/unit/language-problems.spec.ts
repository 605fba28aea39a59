import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, paramsOf, problems, problemStatus, problemText } from '#libs/language';
import { formsOf, pluralForms } from '../support/icu-texts.ts';

const catalogue = Object.entries(problems);

describe('the catalogue of problems', () => {
  it.each(catalogue)('%s has a status and a text in every language', (code, entry) => {
    expect(code).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
    expect([400, 401, 403, 404, 405, 408, 409, 410, 412, 413, 415, 422, 429, 431, 500, 503]).toContain(entry.status);
    for (const language of LANGUAGES) expect(problemText(code, {}, language).trim()).toMatch(/[.؟!]$/);
    expect(entry.ar).toMatch(/\p{Script=Arabic}/u);
  });

  it.each(catalogue)('%s wants the same values in every language, and every form of each plural', (_code, entry) => {
    const params = LANGUAGES.map((language) => paramsOf(entry[language], language));
    expect(params).toEqual([params[0], params[0], params[0]]);
    for (const language of LANGUAGES) {
      for (const forms of pluralForms(entry[language], language)) {
        expect(forms).toEqual(expect.arrayContaining([...formsOf(language)]));
      }
    }
  });

  it('holds every code that the program throws', () => {
    const thrown = [...sources('libs'), ...sources('apps')].flatMap(codesThrown);
    expect(thrown.length).toBeGreaterThan(20);
    expect(thrown.filter(({ code }) => !Object.hasOwn(problems, code))).toEqual([]);
  });
});

describe('a problem said to a person', () => {
  it('counts lines as each language does', () => {
    const said = (limit: number) => problemText('import.too-large', { limit }, 'ar');
    expect([said(1), said(2), said(3), said(11), said(100), said(0)]).toEqual([
      expect.stringContaining('سطر واحد'),
      expect.stringContaining('سطرين'),
      expect.stringContaining('3 أسطر'),
      expect.stringContaining('11 سطرا'),
      expect.stringContaining('100 سطر'),
      expect.stringContaining('0 سطر'),
    ]);
    expect(problemText('import.too-large', { limit: 1 }, 'fr')).toContain('1 ligne.');
    expect(problemText('import.too-large', { limit: 1_000_000 }, 'fr')).toMatch(/de lignes\./);
    expect(problemText('import.too-large', { limit: 2 }, 'en')).toContain('2 lines');
  });

  it('says what is known where a value was not given', () =>
    expect(problemText('import.column-missing', {}, 'en')).toContain('The column “…” is missing.'));

  it('reads a code that nobody knows as an unexpected failure', () => {
    for (const code of ['nobody.knows', 'constructor', '__proto__']) {
      expect(problemStatus(code)).toBe(500);
      expect(problemText(code, {}, 'fr')).toBe(problemText('service.failed', {}, 'fr'));
    }
    expect(problemStatus('project.not-submitted')).toBe(409);
  });
});

function sources(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** The codes in the first argument of `new Problem(…)` and `new Refused(…)`, and those a claim is refused with. */
function codesThrown(file: string): { file: string; code: string }[] {
  const text = readFileSync(file, 'utf8');
  const thrown = [...text.matchAll(/new (?:Problem|Refused)\(([^,)]*)/g)].map(([, argument = '']) => argument);
  const refusals = [...text.matchAll(/refusal: ('[^']+')/g)].map(([, argument = '']) => argument);
  return [...thrown, ...refusals]
    .flatMap((argument) => [...argument.matchAll(/'([a-z]+\.[a-z0-9-]+)'/g)])
    .map(([, code = '']) => ({ file, code }));
}
