import { closeOnSignal, openIdmaj, started } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import { ConsoleLogger, Logger, type LogLevel } from '@nestjs/common';
import 'reflect-metadata';
import { createApi } from './create-api.ts';

await started(async () => {
  const configuration = readConfiguration();
  const logger = new ConsoleLogger({ json: true, logLevels: levelsFrom(configuration.logLevel) });
  Logger.overrideLogger(logger);

  const parts = await openIdmaj(configuration);
  const api = await createApi(parts, logger);
  closeOnSignal(async () => {
    await api.close();
    await parts.close();
  });
  await api.listen(configuration.port, configuration.host);
  logger.log(`The API listens on http://${configuration.host}:${configuration.port}`);
});

function levelsFrom(least: string): LogLevel[] {
  const levels: LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
  return levels.slice(0, levels.findIndex((level) => level === least) + 1);
}
