import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export type Environment = Readonly<Record<string, string>>;

/** A program as it is run in earnest: its own process, from `dist`. */
export interface Program {
  /** What it wrote so far, both ways. */
  said(): string;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  /** Resolves with the exit code, however it ends. */
  readonly ended: Promise<number | null>;
}

export function startProgram(app: string, words: readonly string[], environment: Environment): Program {
  const main = join(ROOT, 'dist', `${app}.js`);
  return runProgram(process.execPath, ['--enable-source-maps', main, ...words], environment);
}

/** Nothing of this process's own configuration reaches the program. */
export function runProgram(command: string, words: readonly string[], environment: Environment, cwd = ROOT): Program {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, words, { cwd, env: { PATH, HOME, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const end = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  return { said: () => said, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM'), ended };
}

/** Resolves once the program has said so; rejects when it ends before. */
export async function hasSaid(program: Program, words: string): Promise<void> {
  let isOver = false;
  void program.ended.then(() => (isOver = true));
  while (!program.said().includes(words)) {
    if (isOver) throw new Error(`It ended without “${words}”: ${program.said()}`);
    await soon();
  }
}

const LONGEST_MS = 90_000;

/** Asks again until the answer is there, for a minute and a half at most. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const giveUpAt = performance.now() + LONGEST_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > giveUpAt) throw new Error('It did not come about.');
    await soon();
  }
}

export function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25));
}
