import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Behind } from './http-server.ts';

const LAUNCH = fileURLToPath(new URL('../../support/event-store-stand-in/launch.mjs', import.meta.url));
const SERVER = fileURLToPath(new URL('./http-server.ts', import.meta.url));

export interface Usage {
  readonly cpuMs: number;
  readonly rss: number;
}

/** The door in a process of its own, with a data folder of its own. */
export class StartedServer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly port: number,
    readonly token: string,
  ) {}

  static async start(behind: Behind, within: string, execArgv: readonly string[] = []): Promise<StartedServer> {
    const folder = await mkdtemp(join(within, `${behind}-`));
    const child = fork(LAUNCH, [SERVER, behind, folder], { execArgv: [...process.execArgv, ...execArgv] });
    const failed = once(child, 'exit').then(() =>
      Promise.reject(new Error(`The server behind ${behind} did not start.`)),
    );
    failed.catch(() => undefined);
    const [{ port, token }] = (await Promise.race([once(child, 'message'), failed])) as [
      { port: number; token: string },
    ];
    return new StartedServer(child, folder, port, token);
  }

  async usage(): Promise<Usage> {
    return (await this.ask('usage')) as Usage;
  }

  /** When what follows the log has followed all that was answered. */
  async settled(): Promise<void> {
    await this.ask('settle');
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.send('close');
    await gone;
    await rm(this.folder, { recursive: true });
  }

  private async ask(question: string): Promise<unknown> {
    const answer = once(this.process, 'message');
    this.process.send(question);
    const [said] = await answer;
    return said;
  }
}
