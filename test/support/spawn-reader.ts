import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A process that records readings and tells after each whose file it would now show; see access-reader.ts. */
export class Reader {
  readonly answered: string[] = [];
  private readonly gone: Promise<void>;
  private readonly child: ChildProcess;
  private ended = false;
  private tell: () => void = () => undefined;

  constructor(folder: string) {
    const launch = [here('event-store-stand-in/launch.mjs'), here('access-reader.ts'), folder];
    const options = ['--disable-warning=ExperimentalWarning'];
    this.child = spawn(process.execPath, [...options, ...launch], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.child.on('message', (person) => {
      this.answered.push(person as string);
      this.tell();
    });
    this.gone = new Promise((resolve) =>
      this.child.once('close', () => {
        this.ended = true;
        this.tell();
        resolve();
      }),
    );
  }

  /** Resolves when the condition holds, looked at after every answer; fails when the process ends before. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.ended) throw new Error('The reading process ended too early.');
      await new Promise<void>((resolve) => (this.tell = resolve));
    }
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.gone;
  }
}
