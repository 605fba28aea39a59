import { problemText, terminalLanguage } from '#libs/language';
import { CommanderError } from 'commander';
import { addToken } from '../../apps/cli/src/token.ts';
import { newProgram, usageProblem } from '../../apps/cli/src/usage.ts';

async function typed(...words: readonly string[]) {
  const program = newProgram().configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  addToken(program);
  try {
    await program.parseAsync(['node', 'idmaj', ...words]);
  } catch (error) {
    if (error instanceof CommanderError) return { problem: usageProblem(error), status: error.exitCode };
    throw error;
  }
  throw new Error('The line was understood.');
}

describe('a line typed wrongly', () => {
  it.each([
    ['usage.unknown-command', 'tokn', ['tokn', '--id', 'amina']],
    ['usage.unknown-option', '--name', ['token', '--id', 'a', '--role', 'auditor', '--name', 'amina']],
    ['usage.option-missing', '--id <id>', ['token']],
    ['usage.value-missing', '--id <id>', ['token', '--id']],
    ['usage.value-not-possible', '--lang', ['--lang', 'de', 'token']],
    ['usage.too-many', undefined, ['token', '--id', 'a', '--role', 'auditor', 'again']],
  ])('is %s, said in the reader’s language', async (code, word, words) => {
    const { problem, status } = await typed(...words);
    expect({ code: problem?.code, status }).toEqual({ code, status: 1 });
    const said = problemText(code, problem?.params ?? {}, 'fr');
    expect(said).toMatch(/--help|suite/);
    if (word !== undefined) expect(said).toContain(word);
  });

  it('is no error where help was asked for', async () =>
    expect(await typed('token', '--help')).toEqual({ problem: undefined, status: 0 }));
});

describe('the terminal’s language', () => {
  it.each([
    ['as asked for', 'ar', { LANG: 'fr_FR.UTF-8' }, 'ar'],
    ['as the terminal says', undefined, { LANG: 'fr_MA.UTF-8' }, 'fr'],
    ['as all of its settings say', undefined, { LC_ALL: 'ar_MA.UTF-8', LANG: 'fr_MA.UTF-8' }, 'ar'],
    ['not as an empty setting says', undefined, { LC_ALL: '', LANG: 'fr_MA.UTF-8' }, 'fr'],
    ['English on a plain one', undefined, { LANG: 'C.UTF-8' }, 'en'],
    ['English where nothing is set', undefined, {}, 'en'],
  ])('%s', (_what, asked, environment, language) => expect(terminalLanguage(environment, asked)).toBe(language));
});
