import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** What the boundary check says of a house with these files in it; undefined where it has nothing against it. */
async function faultsOf(files: Readonly<Record<string, string>>): Promise<string | undefined> {
  const house = await mkdtemp(join(tmpdir(), 'idmaj-boundaries-'));
  try {
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      await copyFile(join(ROOT, name), join(house, name));
    }
    await symlink(join(ROOT, 'node_modules'), join(house, 'node_modules'));
    await mkdir(join(house, 'apps'));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(house, path)), { recursive: true });
      await writeFile(join(house, path), text);
    }
    return await new Promise((resolve) => {
      execFile('npx', ['--no', 'depcruise', 'apps', 'libs'], { cwd: house }, (error, stdout) =>
        resolve(error ? stdout : undefined),
      );
    });
  } finally {
    await rm(house, { recursive: true });
  }
}

const RULE = { 'libs/casework/src/index.ts': 'export const rule = 1;\n' };

/** Each breaks one rule, named by the folder or file it stands in. */
const SEEDED = {
  'libs/casework/src/rule.ts': 'export const rule = 1;\n',
  'libs/kernel/src/index.ts': "export { rule } from '#libs/casework';\n",
  'libs/tools/src/index.ts': "export { rule } from '#libs/casework';\n",
  'libs/read-models/src/index.ts': "export { MongoClient } from 'mongodb';\n",
  'libs/event-store/src/index.ts': "export { jsonEvent } from '@eventstore/db-client';\n",
  'libs/identity/src/index.ts': "export { openDatabase } from '#libs/sqlite';\n",
  'libs/sqlite/src/index.ts': 'export const openDatabase = 1;\n',
  'libs/casework/src/case.ts': "export { Module } from '@nestjs/common';\n",
  'libs/casework/src/one.ts': "export { two } from './two.ts';\nexport const one = 1;\n",
  'libs/casework/src/two.ts': "export { one } from './one.ts';\nexport const two = 2;\n",
  'apps/api/src/main.ts': "import '../../../libs/casework/src/rule.ts';\nimport '../../worker/src/main.ts';\n",
  'apps/worker/src/main.ts': 'export {};\n',
};

describe('the boundary check', () => {
  it('lets a library use what it may', async () => {
    const files = { ...RULE, 'libs/commanding/src/index.ts': "export { rule } from '#libs/casework';\n" };
    expect(await faultsOf(files)).toBeUndefined();
  });

  describe('on a house where every rule is broken', () => {
    let faults: string | undefined;
    beforeAll(async () => {
      faults = await faultsOf({ ...RULE, ...SEEDED });
    });

    it.each([
      'kernel-imports-only-itself: libs/kernel/src/index.ts',
      'every-library-is-listed: libs/tools/src/index.ts',
      'enter-a-library-by-its-index: apps/api/src/main.ts',
      'only-standalone-imports-apps: apps/api/src/main.ts',
      'mongodb-only-in-its-adapter: libs/read-models/src/index.ts',
      'eventstoredb-only-in-its-adapter: libs/event-store/src/index.ts',
      'sqlite-only-in-its-adapters: libs/identity/src/index.ts',
      'rules-know-no-framework: libs/casework/src/case.ts',
      'no-cycles: libs/casework/src/one.ts',
    ])('bites: %s', (fault) => expect(faults).toContain(fault));
  });
});
