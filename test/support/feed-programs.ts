import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** One of the programs as it is run, over a folder: killed with no warning, and started again. */
export class Program {
  private child: ChildProcess | undefined;
  kills = 0;

  constructor(
    private readonly name: 'api' | 'worker',
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  start(): void {
    const launch = [here('event-store-stand-in/launch.mjs'), here(`../../apps/${this.name}/src/main.ts`)];
    const options = ['--disable-warning=ExperimentalWarning'];
    const env = { PATH: process.env['PATH'], LOG_LEVEL: 'fatal', ...this.environment };
    this.child = spawn(process.execPath, [...options, ...launch], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    this.kills++;
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await gone;
  }
}
