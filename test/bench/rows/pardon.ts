import { startWorker } from '#libs/assembly';
import { importAdmissions, importReleases } from '#libs/registers';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeLists, writeList } from '../../support/prison-lists.ts';
import { inSeconds, median, type Row } from '../measure.ts';
import { copyFolder, openFolder } from '../typical-log.ts';

const LINES = 20_000;
const ROUNDS = 5;
const options = { actor: { id: 'rachid', role: 'data-steward', unit: '*' } };

/**
 * A royal pardon of 20,000, whose people are known already, until every release is recorded and in the read models, the
 * processes working beside it; then the same list again.
 */
export async function pardon(within: string): Promise<Row[]> {
  const folder = join(within, 'pardon');
  await mkdir(folder);
  const { admissions, releases } = makeLists(7, 34_000);
  const known = await writeList(join(within, 'admissions.csv'), 'admission', admissions.lines);
  const list = await writeList(join(within, 'releases.csv'), 'release', releases.lines.slice(0, LINES));
  await work(folder, async (idmaj) => void (await importAdmissions(idmaj, known, options)));
  const first: number[] = [];
  const settled: number[] = [];
  const again: number[] = [];
  let applied = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const copy = join(within, `pardon-${round}`);
    await copyFolder(folder, copy);
    const once = await work(copy, async (idmaj) => void ({ applied } = await importReleases(idmaj, list, options)));
    first.push(once.shown);
    settled.push(once.settled);
    const twice = await work(copy, async (idmaj) => {
      if ((await importReleases(idmaj, list, options)).applied > 0) throw new Error('A line was applied twice.');
    });
    again.push(twice.shown);
    await rm(copy, { recursive: true });
  }
  const details = { lines: LINES, applied, 'processes done after s': median(settled) };
  return [
    { name: 'pardon', measure: '20,000-line pardon list', goal: { atMost: 20 }, unit: ' s', rounds: first, details },
    {
      name: 'pardon-again',
      measure: 'the same list again',
      goal: { atMost: 10 },
      unit: ' s',
      rounds: again,
    },
  ];
}

/** Seconds from the list until the read models show it, and until the processes have done all that it calls for. */
async function work(
  folder: string,
  task: (idmaj: Awaited<ReturnType<typeof openFolder>>) => Promise<void>,
): Promise<{ shown: number; settled: number }> {
  const idmaj = await openFolder(folder);
  const worker = startWorker(idmaj);
  await worker.settled();
  let shown = 0;
  const settled = await inSeconds(async () => {
    shown = await inSeconds(async () => {
      await task(idmaj);
      await worker.projections.caughtUpTo(await idmaj.events.head(), 600_000);
    });
    await worker.settled();
  });
  await worker.stop();
  await idmaj.close();
  return { shown, settled };
}
