import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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
    await run('npm', ['run', '-s', 'built'], { cwd: ROOT });
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

  it('starts with addresses, a token per role and three commands that work', async () => {
    const commands = said.split('\n').filter((line) => line.trim().startsWith('curl '));
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const { stdout } = await run('bash', ['-c', command]);
      expect(JSON.parse(stdout)).toHaveProperty('items');
    }
  });

  it('tells one life by commands that are all accepted', async () => {
    const script = (await story()).replaceAll('127.0.0.1:3000', `127.0.0.1:${port}`);
    const { stdout, stderr } = await run('bash', ['-eu', '-c', script], { cwd: ROOT, env: environment() });
    expect(stderr).toBe('');
    const answers = stdout.split('\n').filter((line) => line.startsWith('{'));
    const told = answers.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told.filter((answer) => 'code' in answer)).toEqual([]);
    expect(told).toContainEqual(expect.objectContaining({ events: ['ProjectApproved'] }));
    expect(told).toContainEqual(expect.objectContaining({ reference: 'INDH/LAA/7', committedCentimes: 3_500_000 }));
    expect(told).toContainEqual(expect.objectContaining({ open: true, phase: 'released', centre: 'CAR-AGA' }));
    expect(stdout).toContain('lines 5  applied 3  repeated 1  doubtful 0  refused 1');
    await rm(join(ROOT, 'admissions-report.csv'));
  }, 180_000);
});

async function story(): Promise<string> {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```bash\n(.*?)```/gs)].map(([, block = '']) => block);
  return blocks.filter((block) => !NOT_HERE.includes(block.trim())).join('\n');
}
