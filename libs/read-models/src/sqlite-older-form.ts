import { makeTables, prepareCollection } from './sqlite-collections.ts';
import type { Index } from './read-models.ts';
import type { OpenReadFile } from './sqlite-open-file.ts';

/** Form 1 had no columns for indexed fields: everything in it is moved, for not all of it can be folded anew. */
export function moveFromForm1(file: OpenReadFile): void {
  for (const [key, name, indexes] of file.all<[number, string, string]>('SELECT key, name, indexes FROM collections')) {
    file.database.exec(`DROP TABLE m${key}; ALTER TABLE d${key} RENAME TO old${key};`);
    makeTables(file, key, []);
    file.database.exec(`
      INSERT INTO d${key} (id, rev, position, live, body)
        SELECT id, rev, position, body IS NOT NULL, body FROM old${key} ORDER BY rowid;
      DROP TABLE old${key};
      UPDATE collections SET indexes = '[]' WHERE key = ${key};
    `);
    prepareCollection(file, { name, indexes: JSON.parse(indexes) as readonly Index[] });
  }
}
