import 'reflect-metadata';
import { type Idmaj, openIdmaj } from '#libs/assembly';
import type { Actor } from '#libs/event-store';
import { collectGarbageEarly, Problem, type ProblemParams, readConfiguration } from '#libs/kernel';
import type { Language } from '#libs/language';
import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';
import { importAdmissions, type ImportResult, importReleases, writeLineReport } from '#libs/registers';
import { parentPort, workerData } from 'node:worker_threads';

/** What the thread is asked to do. */
export interface ImportOrder {
  readonly list: keyof typeof LISTS;
  readonly file: string;
  readonly actor: Actor;
  readonly dryRun: boolean;
  readonly report: string | undefined;
  readonly language: Language;
}

/** What it tells: how far it is, then how it ended. */
export type ImportNews =
  | { readonly done: number; readonly lines: number }
  | { readonly result: Omit<ImportResult, 'outcomes'> }
  | { readonly problem: { readonly code: string; readonly params: ProblemParams } };

const LISTS = { admissions: importAdmissions, releases: importReleases };
const READ_MODELS_MS = 300_000;
const TOLD_EVERY = 100;
/** A list meets each person once: many events are stored at once, and few documents kept at hand. */
const FOLLOWING = { pageSize: 1000, keptDocuments: 500 };

async function run(order: ImportOrder): Promise<void> {
  const idmaj = await openIdmaj(readConfiguration(), { frugal: true });
  try {
    const result = await importList(idmaj, order);
    if (!order.dryRun) await follow(idmaj);
    tell({ result });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    tell({ problem: { code: error.code, params: error.params } });
  } finally {
    await idmaj.close();
  }
}

async function importList(
  idmaj: Idmaj,
  { list, file, actor, dryRun, report, language }: ImportOrder,
): Promise<Omit<ImportResult, 'outcomes'>> {
  const progress = (done: number, lines: number) => {
    if (done % TOLD_EVERY === 0 || done === lines) tell({ done, lines });
  };
  const { outcomes, ...result } = await LISTS[list](idmaj, file, { actor, dryRun, progress });
  if (report !== undefined) await writeLineReport({ outcomes }, report, language);
  return result;
}

/**
 * The read models follow once the list is in, in large pages: by the application where it runs, else from here. What
 * the processes have to do, e.g. hand cases over, they do when the application runs.
 */
async function follow(idmaj: Idmaj): Promise<void> {
  const runner = new ProjectionRunner({ ...idmaj, projections, ...FOLLOWING });
  await runner.start();
  try {
    await runner.caughtUpTo(await idmaj.events.head(), READ_MODELS_MS);
  } finally {
    await runner.stop();
  }
}

function tell(news: ImportNews): void {
  parentPort?.postMessage(news);
}

collectGarbageEarly();
await run(workerData as ImportOrder);
