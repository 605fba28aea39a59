import { Command } from 'commander';

type Add = (program: Command, write: (text: string) => void) => void;

/** What `idmaj` writes when it is given these words, with the one command that is added. */
export async function saidByCli(add: Add, words: readonly string[]): Promise<string> {
  let said = '';
  const program = new Command('idmaj').option('--lang <lang>').exitOverride();
  add(program, (text) => (said += text));
  await program.parseAsync(['node', 'idmaj', ...words]);
  return said;
}

/** Lets `idmaj` work in a folder of the test's; what it answers puts the environment back. */
export function workingIn(folder: string): () => void {
  const { IDMAJ_DATA } = process.env;
  process.env['IDMAJ_DATA'] = folder;
  return () => {
    if (IDMAJ_DATA === undefined) delete process.env['IDMAJ_DATA'];
    else process.env['IDMAJ_DATA'] = IDMAJ_DATA;
  };
}
