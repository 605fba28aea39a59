import { followBeside, type FollowersLines, type Idmaj, keepBackOffice, type Line } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import { importAdmissions, importReleases } from '#libs/registers';
import 'reflect-metadata';
import { parentPort } from 'node:worker_threads';
import type { FromApplication, List, Start, ToApplication } from './application-process.ts';
import { ClockThatIsOff } from './clock-that-is-off.ts';
import { weaken } from './early-acknowledgement.ts';

/** The application's back office, which takes lists in too. */
const tell = (message: FromApplication): void => parentPort?.postMessage(message);
const clock = new ClockThatIsOff();
const actor = { id: 'cli:steward', role: 'data-steward', unit: '*' };
let importing = Promise.resolve();

interface Told {
  readonly start: Start;
  readonly line: Line;
  readonly lines: FollowersLines;
}

parentPort?.once('message', (told: Told) => void run(told));
tell({ loaded: true });

async function run({ start: { folder, weakened }, line, lines }: Told): Promise<void> {
  if (weakened) weaken(weakened);
  await keepBackOffice(line, () => readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }), {
    clock,
    follow(idmaj, tell) {
      parentPort?.on('message', (asked: ToApplication) => {
        if ('clockIsOffByMs' in asked) clock.byMs = asked.clockIsOffByMs;
        if ('end' in asked) process.exit();
        if ('list' in asked) importing = importing.then(() => takeIn(idmaj, asked.list));
      });
      return followBeside(lines)(idmaj, tell);
    },
  });
}

async function takeIn(idmaj: Idmaj, { kind, file }: List): Promise<void> {
  const run = kind === 'admission' ? importAdmissions : importReleases;
  try {
    const { applied, repeated, doubtful, refused } = await run(idmaj, file, { actor, inFlight: 16 });
    tell({ imported: file, counts: { applied, repeated, doubtful, refused } });
  } catch (error) {
    tell({ importFailed: file, because: error instanceof Error ? error.message : String(error) });
  }
}
