import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { EventStoreDbEventStore } from '#libs/event-store';
import { type ConfigurationVariable, configurationVariables, readConfiguration } from '#libs/kernel';

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const docker = fileURLToPath(new URL('../../docker/', import.meta.url));
const text = (name: string) => readFile(join(docker, name), 'utf8');

/** How compose takes something of the first file back. */
const compositionTags = ['!reset', '!override'].flatMap((tag) => [
  { tag, resolve: () => null },
  { tag, collection: 'seq' as const, resolve: (items: unknown) => items },
  { tag, collection: 'map' as const, resolve: (items: unknown) => items },
]);

async function compose(name: string): Promise<Compose> {
  return parse(await text(name), { merge: true, customTags: compositionTags as never }) as Compose;
}

const known = (configurationVariables as readonly ConfigurationVariable[]).flatMap(({ name, secret }) =>
  secret ? [name, `${name}_FILE`] : [name],
);
const secretNames = (configurationVariables as readonly ConfigurationVariable[])
  .filter(({ secret }) => secret)
  .map(({ name }) => name);

let secure: Compose;
let laptop: Compose;
beforeAll(async () => {
  [secure, laptop] = await Promise.all([compose('compose.yaml'), compose('compose.insecure.yaml')]);
});

function service(file: Compose, name: string): Service {
  const found = file.services[name];
  if (found === undefined) throw new Error(`There is no service ${name}.`);
  return found;
}

describe('The compose files', () => {
  it.each(['api', 'worker'])('set nothing for %s that the configuration does not know', (role) => {
    for (const file of [secure, laptop]) {
      const names = Object.keys(service(file, role).environment ?? {});
      expect(names.length).toBeGreaterThan(3);
      expect(names.filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  it('set in the image nothing that the configuration does not know', async () => {
    const line = /^ENV (.*)$/m.exec(await text('Dockerfile'))?.[1] ?? '';
    const names = line.split(' ').map((pair) => pair.split('=')[0] ?? '');
    expect(names).toContain('NODE_ENV');
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('hold no secret: they come from files, whose folder git does not take', async () => {
    for (const role of ['api', 'worker']) {
      const environment = service(secure, role).environment ?? {};
      for (const name of secretNames) {
        expect(environment[name]).toBeUndefined();
        expect(environment[`${name}_FILE`]).toBe(`/run/secrets/${name.toLowerCase()}`);
        expect(service(secure, role).secrets).toContain(name.toLowerCase());
      }
    }
    for (const { environment = {} } of Object.values(secure.services)) {
      const passwords = Object.entries(environment).filter(([name]) => /PASSWORD|SECRET|_KEY$/.test(name));
      for (const [, value] of passwords) expect(value).toMatch(/^\/run\/secrets\//);
    }
    for (const file of await readdir(docker)) {
      if ((await stat(join(docker, file))).isFile()) expect(await text(file)).not.toMatch(/:\/\/[^/\s:$…]+:[^@\s$…]+@/);
    }
    expect(await text('.gitignore')).toMatch(/^secrets\/$/m);
    for (const { file } of Object.values(secure.secrets)) expect(file).toMatch(/^\.\/secrets\//);
  });

  it('name only volumes and secrets that are declared', () => {
    const declared = [...Object.keys(secure.volumes), ...Object.keys(laptop.volumes)];
    for (const file of [secure, laptop]) {
      for (const { volumes, secrets } of Object.values(file.services)) {
        const named = (volumes ?? [])
          .map((volume) => volume.split(':')[0] ?? '')
          .filter((name) => !name.startsWith('.'));
        expect(named.filter((name) => !declared.includes(name))).toEqual([]);
        expect((secrets ?? []).filter((name) => secure.secrets[name] === undefined)).toEqual([]);
      }
    }
  });

  it('start each service when what it stands on is healthy', () => {
    for (const role of ['api', 'worker']) {
      expect(service(secure, role).depends_on).toEqual({
        eventstore: { condition: 'service_healthy' },
        mongo: { condition: 'service_healthy' },
      });
    }
    expect(service(secure, 'eventstore').depends_on).toEqual({
      certificates: { condition: 'service_completed_successfully' },
    });
    for (const engine of ['eventstore', 'mongo']) {
      expect(service(secure, engine).healthcheck?.test?.[0]).toBe('CMD');
    }
    expect(service(secure, 'api').healthcheck).toBeUndefined(); // the image's own
  });

  it('encrypt the way to the event store, and ask for passwords, unless the laptop’s file is added', () => {
    expect(service(secure, 'eventstore').environment).not.toHaveProperty('EVENTSTORE_INSECURE');
    expect(service(secure, 'eventstore').environment).toHaveProperty('EVENTSTORE_CERTIFICATE_FILE');
    expect(service(secure, 'mongo').command).toEqual(
      expect.arrayContaining(['--replSet=rs0', '--keyFile=/tmp/keyfile', '--tlsMode=requireTLS']),
    );
    expect(service(laptop, 'mongo').command?.filter((word) => /tls|key/i.test(word))).toEqual([]);
    expect(service(laptop, 'eventstore').environment).toMatchObject({ EVENTSTORE_INSECURE: 'true' });
  });

  it('publish nothing beyond this machine', () => {
    for (const file of [secure, laptop]) {
      for (const port of Object.values(file.services).flatMap(({ ports = [] }) => ports)) {
        expect(port).toMatch(/^127\.0\.0\.1:/);
      }
    }
    expect(Object.keys(secure.services).filter((name) => secure.services[name]?.ports)).toEqual(['api']);
  });

  it('pin each image they fetch to a version', () => {
    for (const { image } of Object.values(secure.services)) {
      if (image?.startsWith('idmaj:') === false) expect(image).toMatch(/:\d+\.\d/);
    }
  });
});

describe('The image', () => {
  it('runs as a user that is not root, says whether it is ready, and gets its signals itself', async () => {
    const lines = (await text('Dockerfile')).split('\n');
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
    expect(last.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    expect(last.find((line) => line.startsWith('HEALTHCHECK '))).toContain('docker/healthy.mjs');
    expect(await text('healthy.mjs')).toContain('/health/ready');
    expect(last.find((line) => line.startsWith('ENTRYPOINT '))).toBe('ENTRYPOINT ["sh", "docker/run-role.sh"]');
    expect(await text('run-role.sh')).toContain('exec node --enable-source-maps "dist/apps/$role/src/main.js"');
    for (const role of ['api', 'worker']) {
      expect(service(secure, role)).toMatchObject({ command: [role], read_only: true, cap_drop: ['ALL'] });
      expect(service(secure, role).user).toBeUndefined();
    }
  });

  it('refuses a role that there is not', () => {
    const run = () => execFileSync('sh', [join(docker, 'run-role.sh'), 'database'], { stdio: 'pipe' });
    expect(run).toThrow(/There is no role 'database'/);
  });
});

describe('The secrets', () => {
  it('are made once, are understood by the programs, and are kept when made again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'idmaj-docker-'));
    try {
      const make = (): unknown =>
        execFileSync('sh', ['-c', `cp "${docker}make-secrets.sh" . && sh make-secrets.sh`], { cwd: folder });
      make();
      const files = (await readdir(join(folder, 'secrets'))).toSorted();
      expect(files).toEqual(Object.keys(secure.secrets).toSorted());
      const read = () => Promise.all(files.map((file) => readFile(join(folder, 'secrets', file), 'utf8')));
      const before = await read();
      expect(new Set(before).size).toBe(files.length);
      make();
      expect(await read()).toEqual(before);
      expect(((await stat(join(folder, 'secrets'))).mode & 0o777).toString(8)).toBe('700');

      const environment = Object.fromEntries(
        secretNames.map((name) => [`${name}_FILE`, join(folder, 'secrets', name.toLowerCase())]),
      );
      const { eventStoreDbUrl = '', mongoDbUrl, secret = '' } = readConfiguration(environment);
      expect(Buffer.byteLength(secret)).toBeGreaterThanOrEqual(32);
      expect(mongoDbUrl).toMatch(/^mongodb:\/\/idmaj:[0-9a-f]{48}@mongo:27017\//);
      const elsewhere = eventStoreDbUrl.replace(/&tlsCAFile=[^&]*/, '');
      await new EventStoreDbEventStore(elsewhere).close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
