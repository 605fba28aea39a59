import 'reflect-metadata';
import { Command } from 'commander';
import { tellProblem } from './terminal.ts';

/** Each is loaded when it is what was asked for, so that a token does not wait for the engines. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  token: async () => (await import('./token.ts')).addToken,
  keys: async () => (await import('./keys.ts')).addKeys,
  import: async () => (await import('./import.ts')).addImport,
  projections: async () => (await import('./projections.ts')).addProjections,
  history: async () => (await import('./history.ts')).addHistory,
  copy: async () => (await import('./copy.ts')).addCopy,
};

const program = new Command('idmaj')
  .description('Reintegration case management: tokens, imports, read models, histories, copies')
  .option('--lang <ar|fr|en>', 'language of messages; default from LANG');
const asked = process.argv.slice(2).find((word) => Object.hasOwn(COMMANDS, word));
for (const [name, load] of Object.entries(COMMANDS)) {
  if (asked === undefined || asked === name) (await load())(program);
}

try {
  await program.parseAsync();
} catch (error) {
  tellProblem(error, program.opts<{ lang?: string }>().lang);
  process.exitCode = 1;
}
