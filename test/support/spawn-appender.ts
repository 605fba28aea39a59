import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Acknowledged {
  readonly stream: string;
  readonly id: string;
  readonly revision: number;
  readonly position: string;
}

export type AppenderReport =
  | { readonly ready: true }
  | { readonly acknowledged: Acknowledged }
  | { readonly failed: string }
  | { readonly done: true };

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A process that appends to an event file and tells what was acknowledged; see event-store-appender.ts. */
export class Appender {
  readonly acknowledged: Acknowledged[] = [];
  readonly failed: string[] = [];
  readonly gone: Promise<void>;
  private readonly child: ChildProcess;
  private done = false;
  private readonly watchers = new Set<() => void>();

  /** `fileSizeKiB`: the system refuses to let the process make any file larger, as a full disk would. */
  constructor(file: string, options: { callers: number; count?: number; fileSizeKiB?: number }) {
    const { callers, count = 0, fileSizeKiB } = options;
    const node = [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      here('event-store-stand-in/launch.mjs'),
      here('event-store-appender.ts'),
      file,
      String(callers),
      String(count),
    ];
    const [command = '', ...rest] =
      fileSizeKiB === undefined ? node : ['bash', '-c', `ulimit -S -f ${fileSizeKiB} && exec "$@"`, 'bash', ...node];
    this.child = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.child.on('message', (message) => this.heard(message as AppenderReport));
    // What it reported last may arrive after it has gone, and before its channel ends.
    this.gone = Promise.all([once(this.child, 'close'), once(this.child, 'disconnect')]).then(() => {
      this.done = true;
      this.tell();
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves when the condition holds, looked at after every report; fails when the process ends before. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.done) throw new Error('The appending process ended too early.');
      await new Promise<void>((resolve) => this.watchers.add(resolve));
    }
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.gone;
  }

  private heard(message: AppenderReport): void {
    if ('acknowledged' in message) this.acknowledged.push(message.acknowledged);
    if ('failed' in message) this.failed.push(message.failed);
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
    this.watchers.clear();
  }
}
