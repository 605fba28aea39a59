import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';

const PROGRAM = fileURLToPath(new URL('../../apps/standalone/src/main.js', import.meta.url));
const LOOK_EVERY_MS = 20;

/** The program that `npm start` runs, as it is. */
export class Standalone {
  private constructor(
    private readonly child: ChildProcess,
    readonly origin: string,
  ) {}

  /** Resolves when it answers. */
  static async started(folder: string): Promise<Standalone> {
    const port = await freePort();
    const child = spawn(process.execPath, [PROGRAM], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, IDMAJ_DATA: folder, PORT: String(port), DEMO: 'off' },
    });
    const standalone = new Standalone(child, `http://127.0.0.1:${port}`);
    while (!(await standalone.answers())) {
      if (child.exitCode !== null) throw new Error(`The application ended with ${child.exitCode}.`);
      await pause(LOOK_EVERY_MS);
    }
    return standalone;
  }

  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/health/live`)).ok;
    } catch {
      return false;
    }
  }
}
