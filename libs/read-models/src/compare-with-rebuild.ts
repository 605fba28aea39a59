import { BEGINNING } from '#libs/event-store';
import { canonicalJson } from '#libs/kernel';
import { Building } from './building.ts';
import { pauseUnlessAborted } from './follow-log.ts';
import { Generation } from './generation.ts';
import type { AnyProjection } from './projection.ts';
import type { ReadModels, Stored } from './read-models.ts';
import type { RunnerCircumstances } from './runner-circumstances.ts';

const PAGE_SIZE = 1_000;
/** While events keep coming, a document may move between two looks; looked at so often it is not that. */
const LOOKS = 20;
const PAUSE_MS = 50;

/** Builds the documents once more, aside, and answers the ids of those that differ from the live ones. */
export async function compareWithRebuild(
  parts: RunnerCircumstances,
  projection: AnyProjection,
  logId: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { readModels, pointers, keptWhileBuilding: kept } = parts;
  const { live } = await pointers.get(projection.name);
  if (live === undefined) throw new Error(`The documents of ${projection.name} have not been built yet.`);
  const aside = `${projection.name}@${projection.version}.compared`;
  await readModels.drop(aside);
  await readModels.prepare([{ name: aside, indexes: [] }]);
  try {
    const generation = await Generation.open(readModels, projection, aside, { events: parts.events, logId, kept });
    const building = new Building(parts, [generation]);
    const readOn = async () => {
      const { position } = (await readModels.checkpoint(live)) ?? { position: BEGINNING };
      if (!(await building.readOn(signal, position))) throw new Error('The runner was stopped.');
      await building.store();
    };
    await readOn();
    let differing = await allDiffering(readModels, live, aside);
    for (let look = 1; differing.length > 0 && look < LOOKS; look++) {
      await pauseUnlessAborted(PAUSE_MS, signal);
      await readOn();
      differing = await stillDiffering(readModels, live, aside, differing);
    }
    return differing;
  } finally {
    await readModels.drop(aside);
  }
}

async function allDiffering(readModels: ReadModels, live: string, aside: string): Promise<string[]> {
  const ids = new Set<string>();
  for (const [one, other] of [
    [live, aside],
    [aside, live],
  ] as const) {
    for (let after = ''; ;) {
      const page = await readModels.scan(one, after, PAGE_SIZE);
      const last = page.at(-1);
      if (!last) break;
      const others = await readModels.load(
        other,
        page.map(({ id }) => id),
      );
      for (const { id, stored } of page) if (differ(stored, others.get(id))) ids.add(id);
      after = last.id;
    }
  }
  return [...ids];
}

async function stillDiffering(readModels: ReadModels, live: string, aside: string, ids: readonly string[]) {
  const now = await readModels.load(live, ids);
  const rebuilt = await readModels.load(aside, ids);
  return ids.filter((id) => differ(now.get(id), rebuilt.get(id)));
}

/** A tombstone is nothing, and where the last event changed nothing it may lie at an earlier one. */
function differ(one: Stored | undefined, other: Stored | undefined): boolean {
  return canonicalJson(one?.body ?? null) !== canonicalJson(other?.body ?? null);
}
