import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreUnavailable } from '#libs/event-store';
import { MongoReadModels, ReadModelsUnavailable } from '#libs/read-models';
import { newEvents, newStream } from '../contract/event-store.contract.ts';
import { newCollection } from '../contract/read-models.contract.ts';
import { DOCKER } from '../support/docker-files.ts';
import { errorOf, ServerForTests } from '../support/event-store-server-for-tests.ts';
import { ferretDbIsHere } from '../support/ferretdb/mongo-for-tests.ts';
import { startFerretDb } from '../support/ferretdb/start.ts';
import { tlsInFrontOf } from '../support/tls-front.ts';

const DAY_MS = 864e5;
const VOLUMES = ['authority', 'eventstore', 'mongo', 'trusted'];
const MADE = ['authority/ca.key', 'authority/ca.crt', 'eventstore/node.key', 'eventstore/node.crt', 'mongo/server.pem'];

let volumes: string;
let otherVolumes: string;
beforeAll(async () => {
  [volumes, otherVolumes] = await Promise.all([freshVolumes(), freshVolumes()]);
  make(volumes);
  make(otherVolumes);
});
afterAll(() => Promise.all([volumes, otherVolumes].map((folder) => rm(folder, { recursive: true }))));

async function freshVolumes(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-volumes-'));
  await Promise.all(VOLUMES.map((name) => mkdir(join(folder, name))));
  return folder;
}

function make(folder: string): void {
  execFileSync('sh', [join(DOCKER, 'make-certificates.sh'), folder], { stdio: 'pipe' });
}

const contents = (folder: string) => Promise.all(MADE.map((file) => readFile(join(folder, file), 'utf8')));
const certificate = async (file: string) => new X509Certificate(await readFile(join(volumes, file)));
const trusted = (folder: string) => join(folder, 'trusted/ca.crt');

describe('The certificates of the containers', () => {
  it('are of one authority, for the names the engines are reached by, and last two years', async () => {
    const authority = await certificate('trusted/ca.crt');
    for (const [file, name] of [
      ['eventstore/node.crt', 'eventstore'],
      ['mongo/server.pem', 'mongo'],
    ] as const) {
      const made = await certificate(file);
      expect(made.checkIssued(authority) && made.verify(authority.publicKey)).toBe(true);
      for (const host of [name, 'localhost']) expect(made.checkHost(host)).toBe(host);
      expect(made.checkIP('127.0.0.1')).toBe('127.0.0.1');
      expect(made.ca).toBe(false);
      expect((Date.parse(made.validTo) - Date.now()) / DAY_MS).toBeGreaterThan(700);
    }
    expect((await certificate('eventstore/node.crt')).subject).toBe('CN=eventstoredb-node');
  });

  it('have keys that only their owner reads, and the authority’s key is given to nobody', async () => {
    for (const file of ['authority/ca.key', 'eventstore/node.key', 'mongo/server.pem']) {
      expect(((await stat(join(volumes, file))).mode & 0o777).toString(8)).toBe('400');
    }
    expect(await readFile(trusted(volumes), 'utf8')).toBe(await readFile(join(volumes, 'authority/ca.crt'), 'utf8'));
    const key = (await readFile(join(volumes, 'authority/ca.key'), 'utf8')).slice(100, 200);
    for (const file of MADE.slice(2)) expect(await readFile(join(volumes, file), 'utf8')).not.toContain(key);
  });

  it('are kept when there is nothing to do, and made anew when they are about to end', async () => {
    const before = await contents(volumes);
    make(volumes);
    expect(await contents(volumes)).toEqual(before);

    const ending = await freshVolumes();
    try {
      make(ending);
      const first = await contents(ending);
      const node = join(ending, 'eventstore/node.crt');
      const signed = ['-CA', join(ending, 'authority/ca.crt'), '-CAkey', join(ending, 'authority/ca.key')];
      const request = execFileSync('openssl', [
        'x509',
        '-x509toreq',
        '-in',
        node,
        '-signkey',
        node.replace('.crt', '.key'),
      ]);
      const short = ['x509', '-req', ...signed, '-set_serial', '1', '-days', '89'];
      await writeFile(node, execFileSync('openssl', short, { input: request, stdio: ['pipe', 'pipe', 'ignore'] }));
      make(ending);
      const then = await contents(ending);
      expect(MADE.filter((_, i) => then[i] !== first[i])).toEqual(['eventstore/node.key', 'eventstore/node.crt']);
    } finally {
      await rm(ending, { recursive: true });
    }
  });

  it('of another authority are replaced', async () => {
    const mixed = await freshVolumes();
    try {
      make(mixed);
      await writeFile(join(mixed, 'eventstore/node.crt'), await readFile(join(otherVolumes, 'eventstore/node.crt')));
      make(mixed);
      const authority = new X509Certificate(await readFile(trusted(mixed)));
      expect(new X509Certificate(await readFile(join(mixed, 'eventstore/node.crt'))).checkIssued(authority)).toBe(true);
      expect(
        execFileSync('openssl', ['verify', '-CAfile', trusted(mixed), join(mixed, 'eventstore/node.crt')], {
          encoding: 'utf8',
        }),
      ).toMatch(/OK/);
    } finally {
      await rm(mixed, { recursive: true });
    }
  });
});

describe('An EventStoreDB with such a certificate', () => {
  const credentials = { username: 'admin', password: 'of-the-secrets' };
  let server: ServerForTests;
  beforeEach(async () => {
    server = await ServerForTests.forEach();
  });
  afterEach(() => server.end());

  async function address(trust: string): Promise<string> {
    const [certificate, key] = await Promise.all(
      ['node.crt', 'node.key'].map((file) => readFile(join(volumes, 'eventstore', file))),
    );
    if (certificate === undefined || key === undefined) throw new Error('They were not made.');
    const { port } = await server.start({ tls: { certificate, key }, credentials });
    return `esdb://admin:of-the-secrets@localhost:${port}?tls=true&tlsCAFile=${trust}`;
  }

  it('is written to and read', async () => {
    const store = server.open(await address(trusted(volumes)));
    const stream = newStream();
    await store.append(stream, 'no-stream', newEvents(2));
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  it('is not talked to by one who trusts another authority', async () => {
    const store = server.open(await address(trusted(otherVolumes)));
    expect(await errorOf(store.append(newStream(), 'no-stream', newEvents(1)))).toBeInstanceOf(StoreUnavailable);
  });
});

if (await ferretDbIsHere()) {
  describe('A MongoDB with such a certificate', () => {
    const endings: (() => Promise<unknown>)[] = [];
    afterEach(async () => {
      for (const end of endings.splice(0).toReversed()) await end();
    });

    async function open(trust: string): Promise<MongoReadModels> {
      const mongo = await startFerretDb();
      endings.push(() => mongo.stop());
      const front = await tlsInFrontOf(mongo.port, join(volumes, 'mongo/server.pem'));
      endings.push(() => front.stop());
      const url = `mongodb://localhost:${front.port}/idmaj?directConnection=true&tls=true&tlsCAFile=${trust}`;
      const readModels = MongoReadModels.open(url, { patienceMs: 2_000 });
      endings.push(() => readModels.close());
      return readModels;
    }

    it('is read', async () => {
      const { name } = newCollection();
      const readModels = await open(trusted(volumes));
      await readModels.prepare([{ name, indexes: [] }]);
      expect(await readModels.count(name)).toBe(0);
    });

    it('is not talked to by one who trusts another authority', async () => {
      const readModels = await open(trusted(otherVolumes));
      expect(await errorOf(readModels.count(newCollection().name))).toBeInstanceOf(ReadModelsUnavailable);
    });
  });
} else {
  it('cannot run on MongoDB here: install Go 1.24 or newer', () => expect(process.env['CI']).not.toBe('true'));
}
