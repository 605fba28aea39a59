import { extname } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';

// The back office is loaded and opened beside the door; what it says before the door listens waits on the line.
const { port1: line, port2: workerData } = new MessageChannel();
const file = new URL(`./back-office${extname(import.meta.filename)}`, import.meta.url);
const office = new Worker(file, { workerData, transferList: [workerData] });
// Neither goes on without the other.
office.once('exit', () => process.exit(1));

const { startDoor } = await import('./door.ts');
await startDoor(line);
