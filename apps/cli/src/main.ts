import 'reflect-metadata';
import { Command } from 'commander';
import { addCopy } from './copy.ts';
import { addHistory } from './history.ts';
import { addImport } from './import.ts';
import { addKeys } from './keys.ts';
import { addProjections } from './projections.ts';
import { tellProblem } from './terminal.ts';
import { addToken } from './token.ts';

const program = new Command('idmaj')
  .description('Reintegration case management: tokens, imports, read models, copies')
  .option('--lang <ar|fr|en>', 'language of messages; default from LANG');
for (const add of [addToken, addKeys, addImport, addProjections, addHistory, addCopy]) add(program);

try {
  await program.parseAsync();
} catch (error) {
  tellProblem(error, program.opts<{ lang?: string }>().lang);
  process.exitCode = 1;
}
