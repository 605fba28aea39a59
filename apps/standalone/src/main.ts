import { extname } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { THREAD_LIMITS } from './thread-limits.ts';

// What the threads say to each other before the other one listens waits on the line.
const [door, toFollowers, toOffice] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
startThread('back-office', { line: door.port2, toFollowers: toFollowers.port1, toOffice: toOffice.port1 });
startThread('followers', { toFollowers: toFollowers.port2, toOffice: toOffice.port2 });

const { startDoor } = await import('./door.ts');
await startDoor(door.port1);

/** They are loaded and opened beside each other. None goes on without the others. */
function startThread(name: string, lines: Readonly<Record<string, MessagePort>>): void {
  const file = new URL(`./${name}${extname(import.meta.filename)}`, import.meta.url);
  const transferList = Object.values(lines);
  new Worker(file, { workerData: lines, transferList, resourceLimits: THREAD_LIMITS }).once('exit', () =>
    process.exit(1),
  );
}
