import { faultText, openIdmaj } from '#libs/assembly';
import { Problem, readConfiguration } from '#libs/kernel';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('a program that cannot start', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'idmaj-start-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const startingOn = async (dataFolder: string) => {
    const opened = openIdmaj(readConfiguration({ IDMAJ_DATA: dataFolder, NODE_ENV: 'test' }));
    const error: unknown = await opened.then(
      (idmaj) => idmaj.close(),
      (reason: unknown) => reason,
    );
    return faultText(error, 'en');
  };

  it('says which setting is wrong', () =>
    expect(faultText(new Problem('config.invalid', { name: 'PORT', allowed: '0–65535' }), 'fr')).toBe(
      'config.invalid: Le réglage PORT n’est pas valable. Valeurs admises : 0–65535. Corrigez-le, puis relancez.',
    ));

  it('says that its address is taken', async () => {
    const first = createServer().listen(0, '127.0.0.1');
    await once(first, 'listening');
    const { port } = first.address() as AddressInfo;
    const error = await new Promise((resolve) => {
      createServer().once('error', resolve).listen(port, '127.0.0.1');
    });
    expect(faultText(error, 'en')).toMatch(`config.port-taken: The address 127.0.0.1:${port} is taken.`);
    await new Promise((resolve) => first.close(resolve));
  });

  it('says that its data folder is no folder', async () => {
    const file = join(folder, 'data');
    await writeFile(file, '');
    expect(await startingOn(file)).toMatch(`config.file-unusable: ${file} cannot be used`);
  });

  it('says that its log is damaged', async () => {
    await startingOn(folder);
    await writeFile(join(folder, 'events.sqlite'), randomBytes(10_000));
    expect(await startingOn(folder)).toMatch(/^engine\.not-opened: .*not a database.*backup/s);
  });

  it('says that the secret of its log is gone', async () => {
    await startingOn(folder);
    await rm(join(folder, 'secret.key'));
    expect(await startingOn(folder)).toMatch(/^secret\.lost: /);
  });

  it('keeps the stack of a fault of its own', () =>
    expect(faultText(new TypeError('undefined is not a function'), 'ar')).toContain('starting.spec'));
});
