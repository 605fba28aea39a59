import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openApi } from '../../apps/api/src/openapi/openapi.ts';
import { built } from '../support/built.ts';
import { freePort } from '../support/free-port.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
/** They install and test all of this; the second is running now. */
const NOT_HERE = ['npm ci && npm start', 'npm ci && npm test'];

describe('the README', () => {
  let folder: string;
  let port: number;
  let server: ReturnType<typeof spawn>;
  let said = '';

  beforeAll(async () => {
    await built();
    folder = await mkdtemp(join(tmpdir(), 'idmaj-readme-'));
    port = await freePort();
    server = spawn('npm', ['start'], { cwd: ROOT, env: environment(), detached: true });
    await new Promise<void>((resolve, reject) => {
      server.stdout?.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.includes('Three commands to try')) resolve();
      });
      server.on('exit', (code) => reject(new Error(`npm start ended with ${String(code)}: ${said}`)));
    });
  }, 180_000);

  afterAll(async () => {
    server.removeAllListeners('exit');
    const ended = new Promise((resolve) => server.on('exit', resolve));
    process.kill(-(server.pid ?? 0), 'SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  });

  const environment = () => ({ ...process.env, IDMAJ_DATA: join(folder, 'data'), PORT: String(port) });

  /** On a busy machine what follows a command may take longer than the README's second. */
  async function untilAnswered(path: string, token: string, expected: Record<string, unknown>): Promise<void> {
    for (let tries = 1; ; tries++) {
      const answer = await fetch(`http://127.0.0.1:${port}/v1/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const body = (await answer.json()) as Record<string, unknown>;
      if (Object.entries(expected).every(([field, value]) => body[field] === value)) return;
      if (tries === 100) expect(body).toMatchObject(expected);
      await pause(100);
    }
  }

  it('starts with addresses, a token per role and three commands that work', async () => {
    const commands = said.split('\n').filter((line) => line.trim().startsWith('curl '));
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const { stdout } = await run('bash', ['-c', command]);
      expect(JSON.parse(stdout)).toHaveProperty('items');
    }
  });

  it('runs a build that describes itself as the source does: no command lost its name or a field among the bundled', async () => {
    const described = await (await fetch(`http://127.0.0.1:${port}/openapi.json`)).json();
    expect(described).toEqual(JSON.parse(JSON.stringify(openApi())));
  });

  it('tells one life by commands that are all accepted', async () => {
    const script = `${await story()}\necho "who $GENERAL $PERSON $AGREEMENT"`.replaceAll(':3000/', `:${port}/`);
    // Started by no other shell, bash takes the test's socket for a login from afar, and reads the machine's settings.
    const { stdout, stderr } = await run('bash', ['--norc', '-eu', '-c', script], { cwd: ROOT, env: environment() });
    expect(stderr).toBe('');
    const told = stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as object);
    expect(told.filter((answer) => 'code' in answer)).toEqual([]);
    expect(told).toContainEqual(expect.objectContaining({ events: ['ProjectApproved'] }));
    const [, general = '', person = '', agreement = ''] = /^who (\S+) (\S+) (\S+)$/m.exec(stdout) ?? [];
    await untilAnswered(`agreements/${agreement}`, general, { reservedCentimes: 0, committedCentimes: 3_500_000 });
    await untilAnswered(`cases/${person}`, general, { open: true, phase: 'released', centre: 'CAR-AGA' });
    expect(stdout).toContain('lines 5  applied 3  repeated 1  doubtful 0  refused 1');
    await rm(join(ROOT, 'admissions-report.csv'));
  }, 180_000);
});

async function story(): Promise<string> {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```bash\n(.*?)```/gs)].map(([, block = '']) => block);
  return blocks.filter((block) => !NOT_HERE.includes(block.trim())).join('\n');
}
