import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Misbehaviour } from './misbehaviour.ts';
import type { StandIn } from './stand-in.ts';

export type Order = { readonly id: number } & (
  | { readonly do: 'misbehave'; readonly misbehaviour: Misbehaviour }
  | { readonly do: 'dropConnections' }
  | { readonly do: 'endSubscriptions'; readonly how: 'gracefully' | 'as-slow' }
  | { readonly do: 'writeSystemEvents'; readonly count: number }
  | { readonly do: 'seen' }
);
type OrderOf<T> = T extends unknown ? Omit<T, 'id'> : never;
export type Report = { readonly url: string } | { readonly done: number; readonly value: unknown };

/** A stand-in in its own process, which can be killed and started again on the same folder and port. */
export interface StandInProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  misbehave(misbehaviour: Misbehaviour): Promise<void>;
  dropConnections(): Promise<void>;
  endSubscriptions(how: 'gracefully' | 'as-slow'): Promise<number>;
  writeSystemEvents(count: number): Promise<void>;
  seen(): Promise<StandIn['seen']>;
  /** SIGSTOP: connections stay open, nothing is answered. */
  pause(): void;
  resume(): void;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGTERM. */
  stop(): Promise<void>;
  /** Resolves when it is gone, however that came. */
  readonly gone: Promise<void>;
}

export async function spawnStandIn(options: { folder: string; port?: number }): Promise<StandInProcess> {
  const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      here('launch.mjs'),
      here('main.ts'),
      options.folder,
      String(options.port ?? 0),
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await firstReport(child, gone);
  const order = orders(child);
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    misbehave: async (misbehaviour) => void (await order({ do: 'misbehave', misbehaviour })),
    dropConnections: async () => void (await order({ do: 'dropConnections' })),
    endSubscriptions: async (how) => (await order({ do: 'endSubscriptions', how })) as number,
    writeSystemEvents: async (count) => void (await order({ do: 'writeSystemEvents', count })),
    seen: async () => (await order({ do: 'seen' })) as StandIn['seen'],
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill: async () => end(child, 'SIGKILL', gone),
    stop: async () => end(child, 'SIGTERM', gone),
    gone,
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals, gone: Promise<void>): Promise<void> {
  child.kill(signal);
  await gone;
}

async function firstReport(child: ChildProcess, gone: Promise<void>): Promise<string> {
  const failed = gone.then(() => Promise.reject(new Error('The stand-in ended before it was ready.')));
  const [report] = (await Promise.race([once(child, 'message'), failed])) as [Report];
  failed.catch(() => undefined);
  if (!('url' in report)) throw new Error('The stand-in did not say where it listens.');
  return report.url;
}

function orders(child: ChildProcess): (order: OrderOf<Order>) => Promise<unknown> {
  let last = 0;
  const waiting = new Map<number, (value: unknown) => void>();
  child.on('message', (report: Report) => {
    if (!('done' in report)) return;
    waiting.get(report.done)?.(report.value);
    waiting.delete(report.done);
  });
  return async (order) => {
    const id = ++last;
    const answer = new Promise<unknown>((resolve) => waiting.set(id, resolve));
    child.send({ ...order, id });
    return answer;
  };
}
