import { EventCodec, events as declarations } from '#libs/casework';
import type { EventStore } from '#libs/event-store';
import { canonicalJson } from '#libs/kernel';
import { projections, seenBy } from '#libs/projections';
import { ProjectionRunner, type ReadModels, SqliteReadModels, Views } from '#libs/read-models';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is built aside is thrown away: it needs no disk. */
const ASIDE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const PAGE_SIZE = 1_000;
const decode = seenBy(new EventCodec(declarations));

/** Builds all documents from the whole log into a new file, and says where those that lie in a folder differ. */
export async function unlikeRebuilt(events: EventStore, readModels: ReadModels): Promise<string[]> {
  const folder = await mkdtemp(join(ASIDE, 'idmaj-rebuilt-'));
  const rebuilt = await SqliteReadModels.open(join(folder, 'read-models.sqlite'));
  const runner = new ProjectionRunner({ events, readModels: rebuilt, projections, decode });
  try {
    await runner.start();
    if (!(await runner.caughtUpTo(await events.head()))) return ['a rebuild does not come to the end of the log'];
    return differences(await documents(events, readModels), await documents(events, rebuilt));
  } finally {
    await runner.stop();
    await rebuilt.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Documents {
  readonly name: string;
  readonly parked: number;
  readonly byId: ReadonlyMap<string, string>;
}

async function documents(events: EventStore, readModels: ReadModels): Promise<Documents[]> {
  const views = new Views({ events, readModels, projections });
  return Promise.all(
    (await views.status()).map(async ({ name, live, parked }) => {
      const byId = new Map<string, string>();
      if (live !== undefined) await collect(readModels, live, byId);
      return { name, parked, byId };
    }),
  );
}

/** A document that is no more is the same as none. */
async function collect(readModels: ReadModels, collection: string, byId: Map<string, string>): Promise<void> {
  for (let after = ''; ;) {
    const page = await readModels.scan(collection, after, PAGE_SIZE);
    const last = page.at(-1);
    if (!last) return;
    for (const { id, stored } of page) if (stored.body) byId.set(id, canonicalJson(stored.body));
    after = last.id;
  }
}

function differences(found: readonly Documents[], rebuilt: readonly Documents[]): string[] {
  return found.flatMap(({ name, parked, byId }, at) => {
    const others = rebuilt[at]?.byId ?? new Map<string, string>();
    const ids = [...new Set([...byId.keys(), ...others.keys()])].filter((id) => byId.get(id) !== others.get(id));
    return [
      ...(ids.length > 0 ? [`${name} differs from a rebuild in ${ids.length} documents, one is ${ids[0] ?? ''}`] : []),
      ...(parked > 0 ? [`${name} has parked ${parked} events`] : []),
    ];
  });
}
