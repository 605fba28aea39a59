import { BackOffice, closeOnSignal, type Line, openBesideOffice, started } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import { ConsoleLogger, Logger } from '@nestjs/common';
import 'reflect-metadata';
import { createApi } from '../../api/src/create-api.ts';
import { loadDemonstration } from './load-demonstration.ts';
import { welcome } from './welcome.ts';

/** Opens the door, once the back office at the other end of the line is open. */
export async function startDoor(line: Line): Promise<void> {
  await started(async () => {
    const configuration = readConfiguration();
    const logger = new ConsoleLogger('idmaj', {
      json: configuration.production,
      logLevels: ['fatal', 'error', 'warn'],
    });
    Logger.overrideLogger(logger);

    const office = new BackOffice(line);
    office.onAlarm((alarm) => logger.error(alarm));
    await office.opened;
    const parts = await openBesideOffice(configuration, office);
    const api = await createApi(parts, logger);
    closeOnSignal(async () => {
      await api.close();
      await parts.close();
    });
    await api.listen(configuration.port, configuration.host);
    if (configuration.demonstration && !configuration.production) await loadDemonstration(parts, office);
    process.stdout.write(await welcome(parts));
  });
}
