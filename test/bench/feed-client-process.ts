import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Arrived, Readers } from './feed-client.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Starts the process of readers, and tells when all are connected and when all have got what they wanted. */
export class Client {
  readonly open: Promise<void>;
  readonly arrived: Promise<Arrived>;
  private readonly child: ChildProcess;

  constructor(origin: string, readers: Readers['readers'], times = false) {
    const launch = [here('../support/event-store-stand-in/launch.mjs'), here('feed-client.ts')];
    this.child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...launch], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.child.send({ origin, readers, times } satisfies Readers);
    this.open = new Promise((resolve) => this.child.on('message', (told) => told === 'open' && resolve()));
    this.arrived = new Promise((resolve) => {
      this.child.on('message', (told) => {
        if (told === 'open') return;
        this.child.kill();
        resolve(told as Arrived);
      });
    });
  }
}
