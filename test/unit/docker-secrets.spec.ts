import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDbEventStore } from '#libs/event-store';
import { type ConfigurationVariable, configurationVariables, readConfiguration } from '#libs/kernel';
import { compose, DOCKER } from '../support/docker-files.ts';

const secretNames = (configurationVariables as readonly ConfigurationVariable[])
  .filter(({ secret }) => secret)
  .map(({ name }) => name);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-docker-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** As on the host, beside its folder `secrets`. */
function make(): void {
  execFileSync('sh', ['-c', `cp "${DOCKER}/make-secrets.sh" . && sh make-secrets.sh`], { cwd: folder });
}

describe('The secrets', () => {
  it('are made once, and are kept when made again', async () => {
    make();
    const files = (await readdir(join(folder, 'secrets'))).toSorted();
    expect(files).toEqual(Object.keys((await compose('compose.yaml')).secrets).toSorted());
    const read = () => Promise.all(files.map((file) => readFile(join(folder, 'secrets', file), 'utf8')));
    const before = await read();
    expect(new Set(before).size).toBe(files.length);
    make();
    expect(await read()).toEqual(before);
  });

  it('are kept from others on the host, and can be read by the users of the containers', async () => {
    make();
    const mode = async (path: string) => ((await stat(join(folder, path))).mode & 0o777).toString(8);
    expect(await mode('secrets')).toBe('700');
    expect(await mode('secrets/mongodb_url')).toBe('644');
  });

  it('are understood by the programs, which reach both engines by TLS', async () => {
    make();
    const environment = Object.fromEntries(
      secretNames.map((name) => [`${name}_FILE`, join(folder, 'secrets', name.toLowerCase())]),
    );
    const { eventStoreDbUrl = '', mongoDbUrl = '', secret = '' } = readConfiguration(environment);
    expect(Buffer.byteLength(secret)).toBeGreaterThanOrEqual(32);
    expect(mongoDbUrl).toMatch(/^mongodb:\/\/idmaj:[0-9a-f]{48}@mongo:27017\//);
    for (const url of [eventStoreDbUrl, mongoDbUrl]) expect(url).toMatch(/tls=true&tlsCAFile=\/trusted\/ca\.crt$/);
    await new EventStoreDbEventStore(eventStoreDbUrl.replace(/&tlsCAFile=[^&]*/, '')).close();
  });
});
