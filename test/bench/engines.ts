import { benchEventStoreDb, type EngineRatio, printed } from './engines-eventstoredb.ts';
import { benchMongo } from './engines-mongo.ts';

/** The adapters beside their bare clients: `npm run bench:engines`, on the servers of the environment or on stand-ins. */
const tables: Readonly<Record<string, () => Promise<EngineRatio[]>>> = {
  EventStoreDB: benchEventStoreDb,
  MongoDB: benchMongo,
};
for (const [engine, bench] of Object.entries(tables)) {
  const ratios = await bench();
  console.log(`${engine}: adapter ÷ bare client, medians (range)`);
  if (ratios.length === 0) console.log('  skipped: there is no server');
  for (const ratio of ratios) console.log(`  ${printed(ratio)}`);
}
