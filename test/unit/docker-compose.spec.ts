import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConfigurationVariable, configurationVariables } from '#libs/kernel';
import { type Compose, compose, DOCKER, dockerText, imageEnvironment, service } from '../support/docker-files.ts';

/** Keys of a service that the files use and compose knows; another is a slip of the pen. */
const KEYS = [
  ...['image', 'build', 'init', 'restart', 'read_only', 'tmpfs', 'cap_drop', 'security_opt', 'stop_grace_period'],
  ...['secrets', 'user', 'network_mode', 'entrypoint', 'command', 'environment', 'volumes', 'ports'],
  ...['depends_on', 'healthcheck'],
];

const known = (configurationVariables as readonly ConfigurationVariable[]).flatMap(({ name, secret }) =>
  secret ? [name, `${name}_FILE`] : [name],
);
const secretNames = (configurationVariables as readonly ConfigurationVariable[])
  .filter(({ secret }) => secret)
  .map(({ name }) => name);

let secure: Compose;
let laptop: Compose;
let kurrent: Compose;
beforeAll(async () => {
  secure = await compose('compose.yaml');
  laptop = await compose('compose.insecure.yaml');
  kurrent = await compose('compose.kurrentdb.yaml');
});

describe('The compose files', () => {
  it.each(['api', 'worker'])('set nothing for %s that the configuration does not know', (role) => {
    for (const file of [secure, laptop]) {
      const names = Object.keys(service(file, role).environment ?? {});
      expect(names.length).toBeGreaterThan(3);
      expect(names.filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  it('set in the image nothing that the configuration does not know', async () => {
    const names = Object.keys(await imageEnvironment());
    expect(names).toContain('NODE_ENV');
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('say nothing that compose does not know', () => {
    for (const file of [secure, laptop, kurrent]) {
      const keys = Object.values(file.services).flatMap((described) => Object.keys(described));
      expect(keys.filter((key) => !KEYS.includes(key))).toEqual([]);
    }
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
    for (const file of await readdir(DOCKER)) {
      if ((await stat(join(DOCKER, file))).isFile())
        expect(await dockerText(file)).not.toMatch(/:\/\/[^/\s:$…]+:[^@\s$…]+@/);
    }
    expect(await dockerText('.gitignore')).toMatch(/^secrets\/$/m);
    for (const { file } of Object.values(secure.secrets)) expect(file).toMatch(/^\.\/secrets\//);
  });

  it('name only volumes and secrets that are declared', () => {
    const declared = [...Object.keys(secure.volumes), ...Object.keys(laptop.volumes)];
    for (const file of [secure, laptop, kurrent]) {
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
    for (const engine of ['eventstore', 'mongo']) {
      expect(service(secure, engine).depends_on).toEqual({
        certificates: { condition: 'service_completed_successfully' },
      });
      expect(service(secure, engine).healthcheck?.test?.[0]).toBe('CMD');
    }
    expect(service(secure, 'api').healthcheck).toBeUndefined(); // the image's own
  });

  it('leave none without a word on its health, or `up --wait` fails', () => {
    for (const file of [secure, laptop, kurrent]) {
      for (const { healthcheck } of Object.values(file.services)) {
        if (healthcheck !== undefined) expect(healthcheck.test?.length).toBeGreaterThan(1);
        expect(healthcheck?.disable).toBeUndefined();
      }
    }
    expect(service(secure, 'worker').healthcheck?.test).toEqual([
      'CMD',
      'node',
      'docker/healthy.mjs',
      'http://api:3000',
    ]);
  });

  it('mount every file that a service is told to use', () => {
    for (const { entrypoint = [], command = [], healthcheck, environment = {}, volumes = [] } of [
      ...Object.values(secure.services),
      ...Object.values(kurrent.services),
    ]) {
      const said = [...entrypoint, ...command, ...(healthcheck?.test ?? []), ...Object.values(environment)];
      const files = said.flatMap(
        (word) => /(?:^|=)(\/(?:trusted|certificate|[\w-]+\.(?:sh|js))\b.*)$/.exec(word)?.[1] ?? [],
      );
      const mounted = volumes.map((volume) => volume.split(':')[1] ?? '');
      expect(files.filter((file) => !mounted.some((at) => file === at || file.startsWith(`${at}/`)))).toEqual([]);
    }
  });

  it('put KurrentDB where EventStoreDB was, under its own names', () => {
    const { environment: old = {}, entrypoint: program } = service(secure, 'eventstore');
    const { environment: renamed = {}, entrypoint, image } = service(kurrent, 'eventstore');
    const expected = Object.entries(old).map(([name, value]) => [name.replace('EVENTSTORE_', 'KURRENTDB_'), value]);
    expect(renamed).toEqual({ ...Object.fromEntries(expected), KURRENTDB_DB: '/var/lib/kurrentdb' });
    expect(program).toEqual(['sh', '/start-eventstore.sh', '/opt/eventstore/EventStore.ClusterNode', 'EVENTSTORE']);
    expect(entrypoint).toEqual(['sh', '/start-eventstore.sh', '/opt/kurrentdb/KurrentDB', 'KURRENTDB']);
    expect(image).toMatch(/^kurrentplatform\/kurrentdb:\d+\.\d/);
  });

  it('encrypt the way to both engines, and ask for passwords, unless the laptop’s file is added', () => {
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
