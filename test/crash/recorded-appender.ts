import { SqliteEventStore } from '#libs/event-store';
import { idFrom } from '#libs/kernel';
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { weaken } from './early-acknowledgement.ts';

/**
 * Appends through the adapter under a recording disk; every acknowledgement is a line in a file of the same folder, so
 * it lies in the record where it was given. Dies without closing anything.
 */
const [folder = '', count, isWeak] = process.argv.slice(2);
const CALLERS = 4;
const TEXT = 'ورشة النجارة '.repeat(80);

if (isWeak === 'weak') weaken('synchronous=NORMAL');
const acknowledgements = openSync(join(folder, 'acknowledged'), 'a');
const store = await SqliteEventStore.open(join(folder, 'events.sqlite'));
let failures = 0;
await Promise.all(
  Array.from({ length: CALLERS }, (_none, caller) => call(`project-${idFrom('power', String(caller))}`)),
);
process.stdout.write(`${failures}\n`);
process.kill(process.pid, 'SIGKILL');

async function call(stream: string): Promise<void> {
  for (let n = 0; n < Number(count) / CALLERS; n++) {
    const id = idFrom('power', stream, String(n));
    const event = { id, type: 'ProjectProposed', data: { n, text: TEXT }, metadata: {} };
    for (;;) {
      try {
        const { revision } = await store.append(stream, n === 0 ? 'no-stream' : n - 1, [event]);
        writeSync(acknowledgements, `${JSON.stringify({ stream, revision, id })}\n`);
        break;
      } catch {
        failures++;
      }
    }
  }
}
