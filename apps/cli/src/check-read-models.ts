import { type Idmaj, openIdmaj } from '#libs/assembly';
import { canonicalJson, type Configuration } from '#libs/kernel';
import { projections } from '#libs/projections';
import { type AnyProjection, ProjectionRunner, type ReadModels, type Stored } from '#libs/read-models';
import { createHash } from 'node:crypto';

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
    for (const projection of projections) {
      const { name } = projection;
      const { documents, verdict } = await compare(
        projection,
        placeOf(embedded, ours, name),
        placeOf(copied, theirs, name),
      );
      areEqual &&= verdict === 'equal';
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

interface Compared {
  readonly documents: number;
  readonly verdict: string;
}

async function compare(projection: AnyProjection, one: Place, other: Place): Promise<Compared> {
  if (projection.says) {
    const [ours, theirs] = [await said(projection, one), await said(projection, other)];
    return { documents: ours.documents, verdict: ours.digest === theirs.digest ? 'equal' : 'differs' };
  }
  const differing = new Set<string>();
  const documents = await lookFrom(one, other, differing);
  await lookFrom(other, one, differing);
  return { documents, verdict: differing.size === 0 ? 'equal' : `differs: ${[...differing].join(' ')}` };
}

/** All that the documents of a place say, in the order of their ids. */
async function said(
  projection: AnyProjection,
  { readModels, collection }: Place,
): Promise<{ readonly documents: number; readonly digest: string }> {
  const digest = createHash('sha256');
  let documents = 0;
  for (let after = ''; ;) {
    const page = await readModels.scan(collection, after, PAGE_SIZE);
    const last = page.at(-1);
    if (last === undefined) return { documents, digest: digest.digest('hex') };
    for (const { stored } of page) {
      if (stored.body === null) continue;
      documents++;
      for (const one of projection.says?.(stored.body as never) ?? []) digest.update(`${canonicalJson(one)}\n`);
    }
    after = last.id;
  }
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
