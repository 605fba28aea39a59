import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';
import { readFileSync } from 'node:fs';
import { openFolder } from './typical-log.ts';

const [folder = '', kept] = process.argv.slice(2);
const idmaj = await openFolder(folder);
const runner = new ProjectionRunner({ ...idmaj, projections, ...(kept && { keptWhileBuilding: Number(kept) }) });
await runner.start();
await runner.caughtUpTo(await idmaj.events.head(), 600_000);
const names = projections.map(({ name }) => name);
const before = ownBytes();
let most = before;
const look = setInterval(() => (most = Math.max(most, ownBytes())), 10);
await runner.rebuild(...names);
clearInterval(look);
process.send?.((most - before) / 1_048_576);
await runner.stop();
await idmaj.close();
process.disconnect?.();

/** Without the mapped pages of the files, which are the system's cache and go when others need the room. */
function ownBytes(): number {
  const [, kilobytes = '0'] = /RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
