import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';
import { openFolder } from './typical-log.ts';

const [folder = ''] = process.argv.slice(2);
const idmaj = await openFolder(folder);
const runner = new ProjectionRunner({ ...idmaj, projections });
await runner.start();
await runner.caughtUpTo(await idmaj.events.head(), 600_000);
const names = projections.map(({ name }) => name);
const before = process.memoryUsage.rss();
let most = before;
const look = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
await runner.rebuild(...names);
clearInterval(look);
process.send?.((most - before) / 1_048_576);
await runner.stop();
await idmaj.close();
process.disconnect?.();
