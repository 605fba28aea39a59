import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteReadModels } from '#libs/read-models';
import { readModelsContract } from './read-models.contract.ts';

readModelsContract('SQLite file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-read-models-'));
  const readModels = await SqliteReadModels.open(join(folder, 'read.db'));
  return {
    readModels,
    openAnother: () => SqliteReadModels.open(join(folder, 'read.db')),
    close: async () => {
      await readModels.close();
      await rm(folder, { recursive: true });
    },
  };
});
