import { closeOnSignal, openIdmaj, started, startWorker } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import { ConsoleLogger } from '@nestjs/common';
import 'reflect-metadata';

await started(async () => {
  const logger = new ConsoleLogger('worker', { json: true });
  const idmaj = await openIdmaj(readConfiguration());
  const worker = startWorker(idmaj, (alarm) => logger.error(alarm));
  closeOnSignal(async () => {
    await worker.stop();
    await idmaj.close();
  });
  logger.log('Following the log');
});
