import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type NewEvent, SqliteEventStore } from '#libs/event-store';
import type { AppenderReport } from './spawn-appender.ts';

/**
 * A process of its own: `callers` append one event after another, each to a stream of its own, `count` times or, with
 * 0, until killed. Each answer is reported before the next append; after a fault the same append is sent again.
 */
const [file = '', callers, count] = process.argv.slice(2);
const rounds = Number(count) === 0 ? Number.POSITIVE_INFINITY : Number(count);
process.on('SIGXFSZ', () => undefined);

const report = (message: AppenderReport): void => void process.send?.(message);
const store = await SqliteEventStore.open(file);
report({ ready: true });
await Promise.all(Array.from({ length: Number(callers) }, () => call(`project-${randomUUID()}`)));
await store.close();
report({ done: true });
process.disconnect();

async function call(stream: string): Promise<void> {
  for (let n = 0; n < rounds; n++) {
    const id = randomUUID();
    const event = { id, type: 'ProjectProposed', data: { n, text: 'ورشة '.repeat(60) }, metadata: {} };
    report({ acknowledged: { stream, id, ...(await appendUntilAnswered(stream, n, event)) } });
  }
}

async function appendUntilAnswered(stream: string, n: number, event: NewEvent) {
  for (;;) {
    try {
      return await store.append(stream, n === 0 ? 'no-stream' : n - 1, [event]);
    } catch (error) {
      report({ failed: error instanceof Error ? error.name : String(error) });
      await pause(10);
    }
  }
}
