import { Problem } from '#libs/kernel';
import { Command, CommanderError, Option } from 'commander';

/** The program without its commands; what is typed wrongly is thrown, and told in the reader's language. */
export function newProgram(): Command {
  return new Command('idmaj')
    .description('Reintegration case management: tokens, imports, read models, histories, copies')
    .addOption(new Option('--lang <language>', 'language of messages; default from LANG').choices(['ar', 'fr', 'en']))
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
}

const CODES = {
  'commander.unknownCommand': 'usage.unknown-command',
  'commander.unknownOption': 'usage.unknown-option',
  'commander.missingArgument': 'usage.argument-missing',
  'commander.missingMandatoryOptionValue': 'usage.option-missing',
  'commander.optionMissingArgument': 'usage.value-missing',
  'commander.invalidArgument': 'usage.value-not-possible',
  'commander.excessArguments': 'usage.too-many',
} as const;

/** What the line's error means to who typed it; undefined where nothing is to be told: the help was asked for. */
export function usageProblem(error: CommanderError): Problem | undefined {
  if (error.code === 'commander.helpDisplayed' || error.code === 'commander.help') return undefined;
  const code = Object.entries(CODES).find(([theirs]) => theirs === error.code)?.[1] ?? 'usage.unclear';
  const [, word] = /'([^']+)'/.exec(error.message) ?? [];
  return new Problem(code, word === undefined ? {} : { word });
}
