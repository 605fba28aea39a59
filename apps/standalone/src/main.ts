import { closeOnSignal, openIdmaj, started, startWorker } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import { ConsoleLogger, Logger } from '@nestjs/common';
import 'reflect-metadata';
import { createApi } from '../../api/src/create-api.ts';
import { loadDemonstration } from './load-demonstration.ts';
import { welcome } from './welcome.ts';

await started(async () => {
  const configuration = readConfiguration();
  const logger = new ConsoleLogger('idmaj', { json: configuration.production, logLevels: ['fatal', 'error', 'warn'] });
  Logger.overrideLogger(logger);

  const idmaj = await openIdmaj(configuration);
  const worker = startWorker(idmaj, (alarm) => logger.error(alarm));
  const api = await createApi(idmaj, logger);
  closeOnSignal(async () => {
    await api.close();
    await worker.stop();
    await idmaj.close();
  });
  await api.listen(configuration.port, configuration.host);
  if (configuration.demonstration && !configuration.production) await loadDemonstration(idmaj, worker);
  process.stdout.write(await welcome(idmaj));
});
