import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, imageEnvironment, service } from '../support/docker-files.ts';
import { spawnStandIn } from '../support/event-store-stand-in/spawn.ts';
import { FakeProvider } from '../support/fake-provider.ts';
import { ferretDbIsHere } from '../support/ferretdb/mongo-for-tests.ts';
import { startFerretDb } from '../support/ferretdb/start.ts';
import { freePort } from '../support/free-port.ts';
import { imageFolder } from '../support/image-folder.ts';
import { type Environment, hasSaid, type Program, runProgram, until } from './programs.ts';

const SECRET = 'c0ffee'.repeat(11);
const endings: (() => Promise<unknown>)[] = [];
let image: string;
let programs: Readonly<Record<'api' | 'worker', Program>>;
let environment: Environment;
let provider: FakeProvider;

/** What compose.yaml gives a role, but for what is of the container: its addresses, its volumes. */
async function environmentOf(role: string, ofThisMachine: Environment): Promise<Environment> {
  const given = Object.entries(service(await compose('compose.yaml'), role).environment ?? {});
  const settled = given.map(([name, value]) => [name, value.replace(/^\$\{\w+:-(.*)\}$/, '$1')]);
  return { ...(await imageEnvironment()), ...Object.fromEntries(settled), ...ofThisMachine };
}

async function startBoth(): Promise<void> {
  image = await imageFolder();
  const outside = await mkdtemp(join(tmpdir(), 'idmaj-containers-'));
  endings.push(() => Promise.all([image, outside].map((folder) => rm(folder, { recursive: true, force: true }))));
  const [eventStore, mongo] = await Promise.all([
    spawnStandIn({ folder: join(outside, 'event-store') }),
    startFerretDb({ dataDir: join(outside, 'mongo') }),
  ]);
  endings.push(() => Promise.all([eventStore.kill(), mongo.kill()]));
  provider = await new FakeProvider().start();
  endings.push(() => provider.stop());
  await provider.rotate('key');
  const secrets = { EVENTSTOREDB_URL: eventStore.url, MONGODB_URL: mongo.url, IDMAJ_SECRET: SECRET };
  const ofThisMachine: Record<string, string> = { HOST: '127.0.0.1', PORT: String(await freePort()), LANG: 'en' };
  for (const [name, value] of Object.entries(secrets)) {
    ofThisMachine[`${name}_FILE`] = join(outside, name.toLowerCase());
    await writeFile(join(outside, name.toLowerCase()), value);
  }
  const start = async (role: 'api' | 'worker'): Promise<Program> => {
    const data = join(outside, role);
    await mkdir(data);
    const mine = { ...ofThisMachine, IDMAJ_DATA: data, OIDC_ISSUER: provider.issuer };
    environment = await environmentOf(role, mine);
    const program = runProgram('sh', ['docker/run-role.sh', role], environment, image);
    endings.push(() => program.kill());
    return program;
  };
  programs = { api: await start('api'), worker: await start('worker') };
}

async function ask(address: string, fields?: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const claims = { sub: 'hassan', role: 'prison-officer', unit: 'MA-LAA' };
  const headers = {
    authorization: `Bearer ${await provider.token(claims, { audience: 'idmaj' })}`,
    'content-type': 'application/json',
  };
  const request = fields === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(fields) };
  const response = await fetch(`http://127.0.0.1:${environment['PORT']}/v1/${address}`, request);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const contents = async () => (await readdir(image, { recursive: true })).toSorted();

if (await ferretDbIsHere()) {
  beforeAll(startBoth, 120_000);
  afterAll(async () => {
    for (const end of endings.toReversed()) await end();
  });

  describe('What the image holds', () => {
    it('is enough to take a command and to show what came of it, as compose.yaml sets it up', async () => {
      const before = await contents();
      await hasSaid(programs.worker, 'Following the log');
      await until(async () => {
        const asked = runProgram('node', ['docker/healthy.mjs'], environment, image);
        return (await asked.ended) === 0 ? true : undefined;
      });
      const person = randomUUID();
      const name = { arabic: { given: 'مريم', family: 'السالكي' } };
      const about = { name, sex: 'female', birthDate: '1991-04-17', residence: { province: 'MA-LAA' } };
      const identifiers = [{ type: 'cin', value: 'SH 114477' }];
      const sent = await ask(`beneficiaries/${person}/register-beneficiary`, { ...about, identifiers });
      expect(sent).toMatchObject({ status: 201, body: { events: ['BeneficiaryRegistered'] } });
      const shown = await ask(`beneficiaries/${person}?position=${String(sent.body['position'])}`);
      expect(shown).toMatchObject({ status: 200, body: { id: person, name } });
      expect(await contents()).toEqual(before);
    });

    it('has no tool of its making and no test', async () => {
      const packages = await readdir(join(image, 'node_modules'));
      expect(packages).toContain('mongodb');
      expect(packages.filter((name) => /^(jest|typescript|eslint|prettier|@swc|fast-check)$/.test(name))).toEqual([]);
      expect((await readdir(image)).toSorted()).toEqual(['LICENSE', 'dist', 'docker', 'node_modules', 'package.json']);
    });

    it('leaves in good order when its container is stopped', async () => {
      expect(await Promise.all([programs.api.stop(), programs.worker.stop()])).toEqual([0, 0]);
    });
  });
} else {
  it('cannot run on MongoDB here: install Go 1.24 or newer', () => expect(process.env['CI']).not.toBe('true'));
}
