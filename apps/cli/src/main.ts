import 'reflect-metadata';
import { type Command, CommanderError } from 'commander';
import { tellProblem } from './terminal.ts';
import { newProgram, usageProblem } from './usage.ts';

/** Each is loaded when it is what was asked for, so that a token does not wait for the engines. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  token: async () => (await import('./token.ts')).addToken,
  keys: async () => (await import('./keys.ts')).addKeys,
  import: async () => (await import('./import.ts')).addImport,
  projections: async () => (await import('./projections.ts')).addProjections,
  history: async () => (await import('./history.ts')).addHistory,
  partner: async () => (await import('./partner.ts')).addPartner,
  copy: async () => (await import('./copy.ts')).addCopy,
};

const program = newProgram();
const asked = process.argv.slice(2).find((word) => Object.hasOwn(COMMANDS, word));
for (const [name, load] of Object.entries(COMMANDS)) {
  if (asked === undefined || asked === name) (await load())(program);
}

try {
  await program.parseAsync();
} catch (error) {
  const told = error instanceof CommanderError ? usageProblem(error) : error;
  if (told !== undefined) await tellProblem(told, program.opts<{ lang?: string }>().lang);
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
}
