import { followHere, type FollowersLines, keepFollowers } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { parentPort } from 'node:worker_threads';
import type { FromApplication, Start, ToApplication } from './application-process.ts';
import { ClockThatIsOff } from './clock-that-is-off.ts';

/** What follows the application's log; its leases pass sooner, so that every life does all of the work. */
const clock = new ClockThatIsOff();
parentPort?.once('message', ({ start, lines }: { start: Start; lines: FollowersLines }) => void run(start, lines));
parentPort?.postMessage({ loaded: true } satisfies FromApplication);

async function run({ folder, leaseTtlMs }: Start, lines: FollowersLines): Promise<void> {
  parentPort?.on('message', (asked: ToApplication) => {
    if ('clockIsOffByMs' in asked) clock.byMs = asked.clockIsOffByMs;
    if ('end' in asked) process.exit();
  });
  await keepFollowers(lines, () => readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }), {
    clock,
    follow: (parts, tell) => followHere(parts, tell, leaseTtlMs),
  });
}
