import { BackOffice, openBesideOffice } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createApi } from '../../apps/api/src/create-api.ts';
import type { FromApplication, Start, ToApplication } from './application-process.ts';
import { ClockThatIsOff } from './clock-that-is-off.ts';

/**
 * The standalone application as its own main starts it, door, back office and followers in three threads, but told over IPC when
 * to open which folder, so that the next one is loaded while this one is being killed.
 */
const tell = (message: FromApplication): void => void process.send?.(message);
process.on('disconnect', () => process.exit());

const clock = new ClockThatIsOff();
const backOffice = startThread('application-back-office');
const followers = startThread('application-followers');
let loaded = 0;
/** How many threads are still to end, once it was told to end by itself. */
let ending: number | undefined;

function startThread(name: string): Worker {
  const [launcher = '', program = ''] = ['from-code-cache.cjs', `${name}.cjs`].map((file) =>
    fileURLToPath(new URL(file, import.meta.url)),
  );
  const worker = new Worker(launcher, { argv: [program] });
  worker.on('error', failed);
  worker.on('exit', () => {
    if (ending === undefined || --ending === 0) process.exit();
  });
  worker.on('message', (message: FromApplication) => {
    if (!('loaded' in message)) tell(message);
    else if (++loaded === 2) {
      process.once('message', begin);
      tell(message);
    }
  });
  return worker;
}

function begin(start: ToApplication): void {
  if (!('folder' in start)) throw new Error('It has not been told to start.');
  run(start).catch(failed);
}

function failed(error: unknown): void {
  tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
}

async function run(start: Start): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const [toFollowers, toOffice] = [new MessageChannel(), new MessageChannel()];
  const lines = { toFollowers: toFollowers.port1, toOffice: toOffice.port1 };
  backOffice.postMessage({ start, line: port2, lines }, [port2, ...Object.values(lines)]);
  const theirLines = { toFollowers: toFollowers.port2, toOffice: toOffice.port2 };
  followers.postMessage({ start, lines: theirLines }, Object.values(theirLines));
  const office = new BackOffice(port1);
  office.onAlarm((alarm) => tell({ alarm: JSON.stringify(alarm) }));
  await office.opened;
  const parts = await openBesideOffice(readConfiguration({ IDMAJ_DATA: start.folder, DEMO: 'off' }), office, { clock });
  const api = await createApi(parts);
  await api.listen(0, '127.0.0.1');
  process.on('message', (asked: ToApplication) => {
    if ('clockIsOffByMs' in asked) {
      clock.byMs = asked.clockIsOffByMs;
      followers.postMessage(asked);
    }
    if ('end' in asked) {
      ending = 2;
      followers.postMessage(asked);
    }
    if ('settle' in asked) office.settled().then(() => tell({ settled: true }), failed);
    else backOffice.postMessage(asked);
  });
  tell({ origin: (await api.getUrl()).replace('[::1]', '127.0.0.1') });
}
