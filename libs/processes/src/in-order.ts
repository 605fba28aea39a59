export interface Task {
  /** Names of what it works on. */
  readonly touches: readonly string[];
  readonly run: () => Promise<void>;
}

/**
 * Runs tasks that touch something in common one after another, in the order given, and others side by side, `atOnce`
 * at most. Waits for all of them; throws what the first that failed threw.
 */
export async function inOrder(tasks: readonly Task[], atOnce: number): Promise<void> {
  const tails = new Map<string, Promise<void>>();
  const limited = limit(atOnce);
  const all = tasks.map(({ touches, run }) => {
    const before = touches.flatMap((name) => tails.get(name) ?? []);
    const mine = Promise.all(before).then(() => limited(run));
    for (const name of touches) tails.set(name, mine);
    return mine;
  });
  const failed = (await Promise.allSettled(all)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

function limit(atOnce: number): (run: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
