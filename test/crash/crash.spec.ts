import { spawn } from 'node:child_process';
import { join } from 'node:path';

const PATIENCE_MS = 600_000;

interface Run {
  readonly code: number | null;
  readonly said: string;
  readonly figures: Record<string, any>;
}

/** The short form of one part of `npm run test:crash`, as a program of its own. */
function short(part: string, ...options: string[]): Promise<Run> {
  const program = join(import.meta.dirname, 'run.js');
  const child = spawn(process.execPath, [program, part, '--short', ...options]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  return new Promise((resolve) =>
    child.on('close', (code) => {
      const [line = '{}'] = said.split('\n').filter((one) => one.startsWith(`{"part":"${part}"`));
      resolve({ code, said, figures: JSON.parse(line) as Run['figures'] });
    }),
  );
}

/** What it said is in the failure. */
function expectAsPromised({ code, said, figures }: Run): void {
  expect([code, figures['ok'], said]).toEqual([0, true, said]);
}

describe('what the application has acknowledged', () => {
  it(
    'is there once after kill -9 at any moment, and would be missed were it acknowledged too early',
    async () => {
      const run = await short('kills');
      expectAsPromised(run);
      expect(run.figures).toMatchObject({ lost: 0, doubled: 0, faults: 0 });
      expect(run.figures['checks']).toBeGreaterThan(run.figures['kills'] / 2);
      expect(run.figures['control'].lost).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  it(
    'is there after the power is cut, and would be missed with synchronous=NORMAL',
    async () => {
      const run = await short('power-loss');
      expectAsPromised(run);
      if (run.figures['notRun']) return console.warn(`The power was not cut: ${String(run.figures['notRun'])}.`);
      expect(run.figures['full']).toMatchObject({ lost: 0, unopened: 0 });
      expect(run.figures['control'].lost).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  it(
    'stays, and people are told, while the disk fails, the clock jumps or the process stands still',
    async () => expectAsPromised(await short('faults')),
    PATIENCE_MS,
  );
});

describe('a seed', () => {
  it(
    'gives the same events and the same documents every time',
    async () => expectAsPromised(await short('simulation')),
    PATIENCE_MS,
  );
});

describe('every operation of the OpenAPI document', () => {
  it(
    'answers as it says there, never with a 5xx, and leaves no event when it refuses',
    async () => expectAsPromised(await short('fuzz')),
    PATIENCE_MS,
  );
});
