import { LocalIssuer, SecretKeys } from '#libs/identity';
import { readConfiguration, SystemClock } from '#libs/kernel';
import type { Command } from 'commander';
import { mkdir } from 'node:fs/promises';

/** `idmaj keys create`: the one deliberate act that makes an installation's keys where nothing is invented. */
export function addKeys(program: Command): void {
  program
    .command('keys')
    .description('the keys of this installation')
    .command('create')
    .description('make the local issuer’s key and the secret in the data folder, where they are missing')
    .action(async () => {
      const { dataFolder } = readConfiguration();
      await mkdir(dataFolder, { recursive: true, mode: 0o700 });
      await LocalIssuer.open(dataFolder, new SystemClock(), { create: true });
      await SecretKeys.open(dataFolder, { create: true });
      process.stdout.write(`${dataFolder}\n`);
    });
}
