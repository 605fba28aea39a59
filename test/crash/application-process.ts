import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface List {
  readonly kind: 'admission' | 'release';
  readonly file: string;
}
export type Weakness = 'synchronous=NORMAL' | 'acknowledged before the commit';
export interface Start {
  readonly folder: string;
  readonly leaseTtlMs?: number;
  readonly weakened?: Weakness;
}
export type ToApplication =
  | Start
  | { readonly list: List }
  | { readonly clockIsOffByMs: number }
  | { readonly settle: true }
  | { readonly end: true };
export type FromApplication =
  | { readonly loaded: true }
  | { readonly settled: true }
  | { readonly origin: string }
  | { readonly alarm: string }
  | { readonly failed: string }
  | { readonly imported: string; readonly counts: Record<string, number> }
  | { readonly importFailed: string; readonly because: string };

const [LAUNCHER = '', PROGRAM = ''] = ['from-code-cache.cjs', 'application.cjs'].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);

/** One life of the application: see application.ts. */
export class ApplicationProcess {
  readonly alarms: string[] = [];
  readonly gone: Promise<void>;
  origin = '';
  private readonly child: ChildProcess;
  private readonly heard = new Set<(message: FromApplication) => void>();
  private hasGone = false;
  private isLoaded = false;

  constructor(environment: NodeJS.ProcessEnv = {}) {
    // It lives too short a life to gain from optimised code.
    const flags = ['--disable-warning=ExperimentalWarning', '--no-opt'];
    this.child = spawn(process.execPath, [...flags, LAUNCHER, PROGRAM], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...environment },
    });
    this.child.on('message', (message) => this.hear(message as FromApplication));
    this.gone = new Promise((resolve) =>
      this.child.once('close', () => {
        this.hasGone = true;
        this.hear({ failed: 'It has ended.' });
        resolve();
      }),
    );
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  onMessage(listener: (message: FromApplication) => void): void {
    this.heard.add(listener);
  }

  /** Loads what it needs; opens nothing yet. */
  async loaded(): Promise<void> {
    if (!this.isLoaded) await this.first((message) => 'loaded' in message);
  }

  /** Resolves when it takes requests. */
  async start(start: Start): Promise<void> {
    await this.begin(start);
    if (this.origin === '') await this.first((message) => 'origin' in message);
  }

  /** Tells it to start and waits for nothing more. */
  async begin(start: Start): Promise<void> {
    await this.loaded();
    this.child.send(start satisfies ToApplication);
  }

  /** Resolves when it has done all that follows from what is in the log. */
  async settled(): Promise<void> {
    this.child.send({ settle: true } satisfies ToApplication);
    await this.first((message) => 'settled' in message);
  }

  import(list: List): void {
    if (!this.hasGone) this.child.send({ list } satisfies ToApplication, () => undefined);
  }

  /** From now on its clock is so much ahead, or behind. */
  setClockOff(milliseconds: number): void {
    this.child.send({ clockIsOffByMs: milliseconds } satisfies ToApplication);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** It ends by itself. */
  async end(): Promise<void> {
    this.child.send({ end: true } satisfies ToApplication);
    await this.gone;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.gone;
  }

  private hear(message: FromApplication): void {
    if ('loaded' in message) this.isLoaded = true;
    if ('origin' in message) this.origin = message.origin;
    if ('alarm' in message) this.alarms.push(message.alarm);
    for (const listener of [...this.heard]) listener(message);
  }

  private first(wanted: (message: FromApplication) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const listener = (message: FromApplication): void => {
        if (!wanted(message) && !('failed' in message)) return;
        this.heard.delete(listener);
        if ('failed' in message) reject(new Error(`The application ended too early: ${message.failed}`));
        else resolve();
      };
      this.heard.add(listener);
      if (this.hasGone) listener({ failed: 'It has ended.' });
    });
  }
}
