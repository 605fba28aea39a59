import { type Idmaj, openIdmaj } from '#libs/assembly';
import { canonicalJson, type Configuration } from '#libs/kernel';
import { projections } from '#libs/projections';
import { ProjectionRunner, type ReadModels, type Stored } from '#libs/read-models';

const A_DAY_MS = 86_400_000;
const PAGE_SIZE = 1_000;

interface Place {
  readonly readModels: ReadModels;
  readonly collection: string;
}

/**
 * Builds the read models of the copied log on MongoDB, brings the embedded ones up to the end of theirs, and compares
 * them document by document. Prints a line for each; answers whether all are equal.
 */
export async function checkReadModels(configuration: Configuration): Promise<boolean> {
  const embedded = await openIdmaj({ ...configuration, eventStoreDbUrl: undefined, mongoDbUrl: undefined });
  const copied = await openIdmaj(configuration);
  try {
    const ours = await followed(embedded);
    const theirs = await followed(copied);
    let areEqual = true;
    for (const { name } of projections) {
      const places = [placeOf(embedded, ours, name), placeOf(copied, theirs, name)] as const;
      const { documents, differing } = await compare(...places);
      areEqual &&= differing.length === 0;
      const verdict = differing.length === 0 ? 'equal' : `differs: ${differing.join(' ')}`;
      process.stdout.write(`${name}  ${documents} documents  ${verdict}\n`);
    }
    return areEqual;
  } finally {
    await embedded.close();
    await copied.close();
  }
}

/** Where each projection's documents are once they hold the whole log. Processes are left asleep: they send commands. */
async function followed(idmaj: Idmaj): Promise<ReadonlyMap<string, string>> {
  const runner = new ProjectionRunner({ ...idmaj, projections });
  try {
    await runner.start();
    await runner.caughtUpTo(await idmaj.events.head(), A_DAY_MS);
  } finally {
    await runner.stop();
  }
  const status = await idmaj.views.status();
  return new Map(status.map(({ name, live = '' }) => [name, live]));
}

function placeOf({ readModels }: Idmaj, collections: ReadonlyMap<string, string>, name: string): Place {
  return { readModels, collection: collections.get(name) ?? '' };
}

async function compare(one: Place, other: Place): Promise<{ documents: number; differing: readonly string[] }> {
  const differing = new Set<string>();
  const documents = await lookFrom(one, other, differing);
  await lookFrom(other, one, differing);
  return { documents, differing: [...differing] };
}

async function lookFrom(one: Place, other: Place, differing: Set<string>): Promise<number> {
  let documents = 0;
  for (let after = ''; ;) {
    const page = await one.readModels.scan(one.collection, after, PAGE_SIZE);
    const last = page.at(-1);
    if (last === undefined) return documents;
    const ids = page.map(({ id }) => id);
    const others = await other.readModels.load(other.collection, ids);
    for (const { id, stored } of page) {
      if (stored.body !== null) documents++;
      if (bodyOf(stored) !== bodyOf(others.get(id))) differing.add(id);
    }
    after = last.id;
  }
}

/** Positions are the engine's own, and a document that was removed is as one that never was. */
function bodyOf(stored: Stored | undefined): string {
  return canonicalJson(stored?.body ?? null);
}
