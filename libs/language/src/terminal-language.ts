import { chooseLanguage, type Language } from './languages.ts';

/** A terminal's language: as asked for, else as its locale says; English on a plain one, which may not show Arabic. */
export function terminalLanguage(environment: Readonly<Record<string, string | undefined>>, asked?: string): Language {
  const said = [asked, environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']];
  const locale = said.find((one) => one !== undefined && one !== '') ?? 'C';
  return /^(C|POSIX)(\.|$)/.test(locale) ? 'en' : chooseLanguage(locale.slice(0, 2));
}
