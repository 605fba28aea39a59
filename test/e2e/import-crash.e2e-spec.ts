import { importAdmissions } from '#libs/registers';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDesk } from '../support/open-desk.ts';
import { makeLists, shuffled, writeList } from '../support/prison-lists.ts';

const PATIENCE_MS = 120_000;
const PEOPLE = 300;
const options = { actor: { id: 'rachid', role: 'data-steward', unit: '*' } };
const support = (name: string) => fileURLToPath(new URL(`../support/${name}`, import.meta.url));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idmaj-import-crash-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Imports in a process of its own and kills it with no warning once so many lines are done. */
async function importUntilKilled(list: string, lines: number): Promise<void> {
  const launch = ['--disable-warning=ExperimentalWarning', support('event-store-stand-in/launch.mjs')];
  const child = spawn(process.execPath, [...launch, support('importing-process.ts'), folder, list, String(lines)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
}

async function streams() {
  const desk = await openDesk({ folder });
  const events = await desk.events.readAll('', 100_000);
  await desk.stop();
  return {
    registered: events
      .filter(({ type }) => type === 'BeneficiaryRegistered')
      .map(({ stream }) => stream)
      .sort(),
    admitted: events
      .filter(({ type }) => type === 'AdmissionRecorded')
      .map(({ stream }) => stream)
      .sort(),
  };
}

describe('an import that is killed and started again', () => {
  it(
    'does the rest and nothing twice, whatever order the list comes in',
    async () => {
      const { lines } = makeLists(21, PEOPLE).admissions;
      const list = await writeList(join(folder, 'list.csv'), 'admission', lines);
      for (const killedAt of [40, 110, 200]) await importUntilKilled(list, killedAt);
      const before = await streams();
      expect(before.admitted.length).toBeGreaterThanOrEqual(190);
      expect(before.admitted.length).toBeLessThan(PEOPLE);

      const desk = await openDesk({ folder });
      const again = await writeList(join(folder, 'again.csv'), 'admission', shuffled(lines, 9));
      const rest = await importAdmissions(desk, again, options);
      const repeat = await importAdmissions(desk, list, options);
      await desk.stop();

      expect(rest.applied + before.admitted.length).toBe(PEOPLE);
      expect(rest.doubtful).toBe(0);
      expect(repeat).toMatchObject({ applied: 0, doubtful: 0, refused: rest.refused });
      const after = await streams();
      expect(after.registered).toHaveLength(PEOPLE);
      expect(after.admitted.map((stream) => stream.replace('custody-', 'beneficiary-'))).toEqual(after.registered);
    },
    PATIENCE_MS,
  );
});
