import { performance } from 'node:perf_hooks';
import { MongoClient } from 'mongodb';
import { MongoReadModels } from '#libs/read-models';
import type { EngineRatio } from './engines-eventstoredb.ts';
import { mongoForTests } from '../support/ferretdb/mongo-for-tests.ts';

const DOCUMENTS = 1000;
const ROUNDS = 7;
/** Batches of each in a round, in turns. */
const TURNS = 3;
const INDEXES = ['status', 'province', 'amount'].map((field) => ({ field }));

interface Row {
  readonly id: string;
  readonly body: Readonly<Record<string, string | number | boolean>>;
}

function documents(round: number): Row[] {
  return Array.from({ length: DOCUMENTS }, (_, n) => ({
    id: `project-${String(n).padStart(6, '0')}`,
    body: {
      status: n % 3 ? 'open' : 'closed',
      province: `MA-${n % 75}`,
      amount: n * 100 + round,
      title: 'ورشة نجارة للمستفيدين من برنامج المصاحبة',
      note: 'x'.repeat(300),
      active: n % 2 === 0,
    },
  }));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/**
 * Projecting through the port's `save` (guards, comparable values, checkpoint) beside a bare `bulkWrite` of the same
 * documents by id, in turns on one server, with equal indexes and write concern. Runs on FerretDB unless `MONGODB_URL`
 * names another server; empty where there is none.
 */
export async function benchMongo(): Promise<EngineRatio[]> {
  const mongo = await mongoForTests();
  if (!mongo) return [];
  const client = new MongoClient(mongo.url, { writeConcern: { w: 'majority', journal: true } });
  const readModels = MongoReadModels.open(mongo.url, { database: mongo.database });
  try {
    const bare = client.db(mongo.database).collection<{ _id: string }>('bare');
    for (const { field } of INDEXES) await bare.createIndex({ live: 1, [field]: 1, _id: 1 });
    const name = 'projects@bench';
    await readModels.prepare([{ name, indexes: INDEXES }]);

    const bareRound = (round: number) => {
      const writes = documents(round).map(({ id, body }) => ({
        replaceOne: { filter: { _id: id }, replacement: { live: true, ...body }, upsert: round === 0 },
      }));
      return timed(() => bare.bulkWrite(writes, { ordered: false }));
    };
    const portRound = (round: number) => {
      const position = String(round).padStart(20, '0');
      const replacements = documents(round).map(({ id, body }) => ({
        id,
        readAt: round === 0 ? undefined : round,
        position,
        body,
      }));
      const checkpoint = { logId: 'bench', position };
      return timed(async () => {
        const { lost } = await readModels.save([{ collection: name, replacements, checkpoint }]);
        if (lost.size > 0) throw new Error('A document was lost that nobody else writes.');
      });
    };

    await bareRound(0);
    await portRound(0);
    const port: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const took = { port: 0, bare: 0 };
      for (let turn = 0; turn < TURNS; turn++) {
        const batch = round * TURNS + turn + 1;
        const portFirst = batch % 2 === 0;
        if (portFirst) took.port += await portRound(batch);
        took.bare += await bareRound(batch);
        if (!portFirst) took.port += await portRound(batch);
      }
      port.push((DOCUMENTS * TURNS * 1000) / took.port);
      plain.push((DOCUMENTS * TURNS * 1000) / took.bare);
    }
    const rounds = port.map((perSecond, round) => perSecond / (plain[round] ?? Infinity));
    return [
      {
        name: `MongoDB: projecting ÷ bare bulkWrite, batches of ${DOCUMENTS} (${mongo.server})`,
        ratio: median(rounds),
        rounds,
        goal: 0.7,
        port: median(port),
        bare: median(plain),
      },
    ];
  } finally {
    await readModels.close();
    await client.close();
    await mongo.stop();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
