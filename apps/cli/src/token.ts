import { LocalIssuer } from '#libs/identity';
import { Problem, readConfiguration, SystemClock } from '#libs/kernel';
import type { Command } from 'commander';
import { mkdir } from 'node:fs/promises';

interface Options {
  readonly id: string;
  readonly role: string;
  readonly unit: string;
  readonly hours: string;
}

/** `idmaj token`: prints a token of the local issuer, alone on its line. */
export function addToken(program: Command): void {
  program
    .command('token')
    .description('print a token of the local issuer')
    .requiredOption('--id <id>', 'who acts, e.g. amina')
    .requiredOption('--role <role>', 'e.g. social-worker')
    .option('--unit <unit>', 'province, region or centre code, or *', '*')
    .option('--hours <hours>', 'how long it lasts', '12')
    .action(async ({ id, role, unit, hours }: Options) => {
      const { dataFolder, production, oidc } = readConfiguration();
      if (oidc) throw new Problem('token.not-ours', { issuer: oidc.issuer });
      await mkdir(dataFolder, { recursive: true, mode: 0o700 });
      const issuer = await LocalIssuer.open(dataFolder, new SystemClock(), { create: !production });
      process.stdout.write(`${await issuer.issue({ id, role, unit }, { hours: Number(hours) })}\n`);
    });
}
