import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const LAUNCH = fileURLToPath(new URL('../support/event-store-stand-in/launch.mjs', import.meta.url));

/** Runs a file of this folder in a process of its own and answers the one message it sends. */
export async function inProcess<T>(file: string, ...given: readonly string[]): Promise<T> {
  const child = fork(LAUNCH, [fileURLToPath(new URL(file, import.meta.url)), ...given]);
  const gone = once(child, 'exit');
  const [answer] = (await Promise.race([
    once(child, 'message'),
    gone.then(() => Promise.reject(new Error(`${file} ended without an answer.`))),
  ])) as [T];
  await gone;
  return answer;
}
