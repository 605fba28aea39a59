import { type Idmaj, openIdmaj, startWorker } from '#libs/assembly';
import { type EventStore, type RecordedEvent, SqliteEventStore } from '#libs/event-store';
import { readConfiguration } from '#libs/kernel';
import { type ReadModels, SqliteReadModels } from '#libs/read-models';
import { importAdmissions, importReleases } from '#libs/registers';
import { join } from 'node:path';
import type { Acknowledged } from './acknowledged.ts';
import type { List } from './application-process.ts';
import { doubledOf, faultsOf, lostOf } from './log-findings.ts';
import { unlikeRebuilt } from './rebuilt.ts';

export interface Findings {
  readonly events: number;
  readonly lost: readonly Acknowledged[];
  readonly doubled: number;
  /** Sentences about anything that is not as promised; empty when all is well. */
  readonly faults: readonly string[];
}

/** Compares all that lies in a folder, where the work that follows from it is done, with what was promised. */
export async function checkAsItLies(folder: string, promised: readonly Acknowledged[]): Promise<Findings> {
  const events = await SqliteEventStore.open(join(folder, 'events.sqlite'));
  const readModels = await SqliteReadModels.open(join(folder, 'read-models.sqlite'));
  try {
    return await findings({ events, readModels }, promised);
  } finally {
    await readModels.close();
    await events.close();
  }
}

/** Opens what is left behind, lets it finish its work, and compares all of it with what was promised. */
export async function checkLog(
  folder: string,
  promised: readonly Acknowledged[],
  lists: readonly List[],
): Promise<Findings> {
  const faults: string[] = [];
  const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }));
  const worker = startWorker(idmaj, (alarm) => faults.push(`alarm ${JSON.stringify(alarm)}`));
  try {
    await importAgain(idmaj, lists, faults);
    await worker.settled();
    const found = await findings(idmaj, promised);
    return { ...found, faults: [...faults, ...found.faults] };
  } finally {
    await worker.stop();
    await idmaj.close();
  }
}

export async function everything({ events }: { readonly events: EventStore }): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for (;;) {
    const page = await events.readAll(all.at(-1)?.position ?? '', 5_000);
    if (page.length === 0) return all;
    all.push(...page);
  }
}

async function findings(
  { events, readModels }: { readonly events: EventStore; readonly readModels: ReadModels },
  promised: readonly Acknowledged[],
): Promise<Findings> {
  const all = await everything({ events });
  const lost = lostOf(all, promised);
  const faults = [...faultsOf(all), ...(await unlikeRebuilt(events, readModels))];
  return { events: all.length, lost, doubled: doubledOf(all), faults };
}

/** The same lists once more, now to their ends: whoever was on them is there already, once. */
async function importAgain(idmaj: Idmaj, lists: readonly List[], faults: string[]): Promise<void> {
  const actor = { id: 'cli:steward', role: 'data-steward', unit: '*' };
  for (const { kind, file } of lists) {
    const run = kind === 'admission' ? importAdmissions : importReleases;
    const { applied } = await run(idmaj, file, { actor });
    if (applied > 0) faults.push(`${applied} lines of an imported list were missing`);
  }
}
