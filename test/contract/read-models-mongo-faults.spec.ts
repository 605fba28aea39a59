import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoReadModels, ReadModelsUnavailable } from '#libs/read-models';
import { ferretDbIsHere } from '../support/ferretdb/mongo-for-tests.ts';
import { type FerretDb, startFerretDb } from '../support/ferretdb/start.ts';
import { newCollection, positionOf } from './read-models.contract.ts';

const here = await ferretDbIsHere();

if (here) describe('MongoDB that fails', describeFaults);
else {
  it('cannot stop and start a MongoDB here: install Go 1.24', () => {
    expect(process.env['CI']).not.toBe('true');
  });
}

function describeFaults() {
  let dataDir: string;
  let server: FerretDb | undefined;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'idmaj-mongo-'));
    server = await startFerretDb({ dataDir });
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    await rm(dataDir, { recursive: true });
  });
  const started = (): FerretDb => {
    if (!server) throw new Error('The server is not started.');
    return server;
  };

  it('is told as unavailable while it is down, and work resumes unaided: every document once', async () => {
    const { url, port } = started();
    const readModels = MongoReadModels.open(url, { patienceMs: 300 });
    const { name } = newCollection();
    await readModels.prepare([{ name, indexes: [] }]);
    const faults: unknown[] = [];
    let down: Promise<void> | undefined;
    for (let event = 1; event <= 60; event++) {
      for (let saved = false; !saved;) {
        try {
          const id = `p${event % 7}`;
          const before = (await readModels.load(name, [id])).get(id);
          const count = Number(before?.body?.['count'] ?? 0);
          const replacement = { id, readAt: before?.rev, position: positionOf(event), body: { count: count + 1 } };
          // What the runner does: an event that a document has already is passed over.
          if ((before?.position ?? '') >= positionOf(event)) break;
          const checkpoint = { logId: 'log', position: positionOf(event) };
          saved =
            (await readModels.save([{ collection: name, replacements: [replacement], checkpoint }])).lost.size === 0;
        } catch (error) {
          faults.push(error);
        }
        if (event === 20) down ??= started().kill();
        if (faults.length === 3 && event < 25) {
          await down;
          server = await startFerretDb({ dataDir, port });
          faults.push(new ReadModelsUnavailable('It was started again.'));
        }
      }
    }
    expect(faults.length).toBeGreaterThanOrEqual(3);
    for (const fault of faults) expect(fault).toBeInstanceOf(ReadModelsUnavailable);
    const documents = await readModels.scan(name, '', 10);
    expect(documents.reduce((sum, { stored }) => sum + Number(stored.body?.['count']), 0)).toBe(60);
    await readModels.close();
  }, 60_000);

  it('answers within the patience given when nothing listens, without a word of the address', async () => {
    const readModels = MongoReadModels.open('mongodb://salma:geheim@127.0.0.1:9/idmaj', { patienceMs: 200 });
    const fault: unknown = await readModels.get('projects@1', 'p1').catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ReadModelsUnavailable);
    expect(String(fault)).not.toMatch(/salma|geheim|127/);
    await readModels.close();
  });

  it('is not repeated when its address cannot be read', () => {
    expect(() => MongoReadModels.open('mongodb://salma:geheim@/:x')).toThrow('MONGODB_URL is not a connection string');
    expect(() => MongoReadModels.open('mongodb://salma:geheim@/:x')).not.toThrow(/geheim/);
  });

  it('is unavailable to those who closed it', async () => {
    const readModels = MongoReadModels.open(started().url);
    await readModels.prepare([newCollection()]);
    await readModels.close();
    await expect(readModels.count('projects@1')).rejects.toThrow(ReadModelsUnavailable);
  });

  it('lets one of two workers make a document, and tells the other', async () => {
    const workers = [MongoReadModels.open(started().url), MongoReadModels.open(started().url)];
    const { name } = newCollection();
    await workers[0]?.prepare([{ name, indexes: [] }]);
    for (let round = 0; round < 10; round++) {
      const replacements = [{ id: `p${round}`, readAt: undefined, position: positionOf(round), body: { round } }];
      const answers = await Promise.all(workers.map((worker) => worker.save([{ collection: name, replacements }])));
      expect(answers.map(({ lost }) => lost.get(name)?.join() ?? '').toSorted()).toEqual(['', `p${round}`]);
    }
    await Promise.all(workers.map((worker) => worker.close()));
  });
}
