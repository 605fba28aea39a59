import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteReadModels } from '#libs/read-models';
import { closeDatabase, openDatabase } from '#libs/sqlite';
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

describe('a file of read models that an earlier program wrote', () => {
  it('is moved to the form of today with every document, list, parked event and place in the log', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'idmaj-read-models-'));
    const path = join(folder, 'read.db');
    writeForm1(path);
    const readModels = await SqliteReadModels.open(path);
    const amina = { id: 'a', province: 'MA-LAA', inside: true, words: ['amina', 'idrissi'] };

    expect(await readModels.get('people@1.1', 'a')).toEqual(amina);
    expect(await readModels.load('people@1.1', ['a', 'gone'])).toEqual(
      new Map([
        ['a', { rev: 3, position: '0000000000000007', body: amina }],
        ['gone', { rev: 2, position: '0000000000000009', body: null }],
      ]),
    );
    for (const where of [
      [{ field: 'province', equals: 'MA-LAA' }],
      [{ field: 'inside', equals: true }],
      [{ field: 'words', equals: 'idrissi' }],
    ]) {
      expect((await readModels.find('people@1.1', { where, limit: 10 })).items).toEqual([amina]);
    }
    expect(await readModels.checkpoint('people@1.1')).toEqual({ logId: 'log', position: '0000000000000009' });
    expect(await readModels.parked('people@1.1')).toHaveLength(1);
    await readModels.close();
    await rm(folder, { recursive: true });
  });
});

function writeForm1(path: string): void {
  const database = openDatabase(path);
  const indexes = [{ field: 'province' }, { field: 'inside' }, { field: 'words', many: true }];
  const body = JSON.stringify({ id: 'a', province: 'MA-LAA', inside: true, words: ['amina', 'idrissi'] });
  database.exec(`
    CREATE TABLE collections (
      key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, indexes TEXT NOT NULL, log_id TEXT, position TEXT
    ) STRICT;
    CREATE TABLE parked (
      collection INTEGER NOT NULL, key TEXT NOT NULL, position TEXT NOT NULL,
      stream TEXT NOT NULL, type TEXT NOT NULL, error TEXT NOT NULL, PRIMARY KEY (collection, key, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE leases (
      name TEXT PRIMARY KEY, holder TEXT NOT NULL, fence INTEGER NOT NULL, until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE d1 (id TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL, position TEXT NOT NULL, body TEXT) STRICT;
    CREATE TABLE m1 (field TEXT NOT NULL, value ANY NOT NULL, id TEXT NOT NULL,
      PRIMARY KEY (field, value, id)) STRICT, WITHOUT ROWID;
    CREATE INDEX m1_id ON m1 (id);
    CREATE INDEX d1_province ON d1 (json_extract(body, '$.province'), id) WHERE body IS NOT NULL;
    INSERT INTO collections VALUES (1, 'people@1.1', '${JSON.stringify(indexes)}', 'log', '0000000000000009');
    INSERT INTO d1 VALUES ('a', 3, '0000000000000007', '${body}'), ('gone', 2, '0000000000000009', NULL);
    INSERT INTO m1 VALUES ('words', 'amina', 'a'), ('words', 'idrissi', 'a');
    INSERT INTO parked VALUES (1, 'b', '0000000000000008', 'custody-b', 'ReleaseRecorded', 'It could not be read.');
    PRAGMA user_version = 1;
  `);
  closeDatabase(database);
}
