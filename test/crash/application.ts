import { openIdmaj, startWorker } from '#libs/assembly';
import { Clock, readConfiguration } from '#libs/kernel';
import { importAdmissions, importReleases } from '#libs/registers';
import 'reflect-metadata';
import { createApi } from '../../apps/api/src/create-api.ts';
import type { FromApplication, Start, ToApplication } from './application-process.ts';
import { weaken } from './early-acknowledgement.ts';

/**
 * The standalone application as its own main starts it, but told over IPC when to open which folder, so that the next
 * one is loaded while this one is being killed; and its leases pass sooner, so that every life does all of the work.
 */
const tell = (message: FromApplication): void => void process.send?.(message);
process.on('disconnect', () => process.exit());

class ClockThatIsOff extends Clock {
  byMs = 0;

  now(): string {
    return new Date(Date.now() + this.byMs).toISOString();
  }
}

const clock = new ClockThatIsOff();
let importing = Promise.resolve();

process.once('message', (start: ToApplication) => {
  if (!('folder' in start)) throw new Error('It has not been told to start.');
  run(start).catch(failed);
});
tell({ loaded: true });

function failed(error: unknown): void {
  tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
}

async function run({ folder, leaseTtlMs, weakened }: Start): Promise<void> {
  if (weakened) weaken(weakened);
  const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }), { clock });
  const worker = startWorker(idmaj, (alarm) => tell({ alarm: JSON.stringify(alarm) }), leaseTtlMs);
  const api = await createApi(idmaj);
  await api.listen(0, '127.0.0.1');
  process.on('message', (asked: ToApplication) => {
    if ('clockIsOffByMs' in asked) clock.byMs = asked.clockIsOffByMs;
    if ('end' in asked) process.exit();
    if ('settle' in asked) worker.settled().then(() => tell({ settled: true }), failed);
    if (!('list' in asked)) return;
    const { kind, file } = asked.list;
    const run = kind === 'admission' ? importAdmissions : importReleases;
    const actor = { id: 'cli:steward', role: 'data-steward', unit: '*' };
    importing = importing.then(async () => {
      try {
        const { applied, repeated, doubtful, refused } = await run(idmaj, file, { actor, inFlight: 16 });
        tell({ imported: file, counts: { applied, repeated, doubtful, refused } });
      } catch (error) {
        tell({ importFailed: file, because: error instanceof Error ? error.message : String(error) });
      }
    });
  });
  tell({ origin: (await api.getUrl()).replace('[::1]', '127.0.0.1') });
}
