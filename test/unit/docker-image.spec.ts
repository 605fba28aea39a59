import { execFile, execFileSync } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { compose, copies, DOCKER, dockerText, lastStage, REPOSITORY, service } from '../support/docker-files.ts';

const scripts = (await readdir(DOCKER)).filter((name) => name.endsWith('.sh'));

/** What `healthy.mjs` says of a process that answers so. */
async function healthOf(answer: (status: (code: number) => void) => void, words: 'address' | 'port'): Promise<unknown> {
  const server = createServer((request, response) => {
    answer((code) => response.writeHead(request.url === '/health/ready' ? code : 404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const program = join(DOCKER, 'healthy.mjs');
  const [args, env] =
    words === 'port' ? [[program], { PORT: String(port) }] : [[program, `http://127.0.0.1:${port}`], {}];
  const code = await new Promise<unknown>((resolve) => {
    execFile(process.execPath, args, { env }, (error) => resolve(error === null ? 0 : error.code));
  });
  server.closeAllConnections();
  server.close();
  return code;
}

describe('The image', () => {
  it('runs as a user that is not root, says whether it is ready, and gets its signals itself', async () => {
    const last = await lastStage();
    const said = (name: string) => last.filter(([word]) => word === name).map(([, rest]) => rest);
    expect(said('USER')).toEqual(['node']);
    expect(said('HEALTHCHECK')[0]).toContain('CMD ["node", "docker/healthy.mjs"]');
    expect(said('ENTRYPOINT')).toEqual(['["sh", "docker/run-role.sh"]']);
    expect(await dockerText('run-role.sh')).toContain(
      'exec node --v8-pool-size=0 --enable-source-maps "dist/$role.js"',
    );
    const secure = await compose('compose.yaml');
    for (const role of ['api', 'worker']) {
      expect(service(secure, role)).toMatchObject({ command: [role], read_only: true, cap_drop: ['ALL'] });
      expect(service(secure, role).user).toBeUndefined();
    }
  });

  it('refuses a role that there is not', () => {
    const run = () => execFileSync('sh', [join(DOCKER, 'run-role.sh'), 'database'], { stdio: 'pipe' });
    expect(run).toThrow(/There is no role 'database'/);
  });

  it('is made of files that are there and that the build may see', async () => {
    const lines = (await dockerText('Dockerfile')).split('\n');
    const all = copies(
      lines.filter((line) => line.startsWith('COPY ')).map((line) => ['COPY', line.slice(5)] as const),
    );
    const sources = all.filter(({ stage }) => stage === undefined).flatMap((copy) => copy.sources);
    expect(sources.length).toBeGreaterThan(5);
    await Promise.all(sources.map((source) => access(join(REPOSITORY, source))));
    const seen = (await dockerText('Dockerfile.dockerignore')).split('\n').filter((line) => line.startsWith('!'));
    expect(sources.filter((source) => !seen.includes(`!${source}`))).toEqual([]);
    expect(seen.filter((line) => !sources.includes(line.slice(1)))).toEqual([]);
    expect((await dockerText('Dockerfile.dockerignore')).split('\n')).toContain('*');
  });

  it('has neither the tests nor the tools of its making', async () => {
    const brought = copies(await lastStage()).flatMap(({ stage, sources }) => sources.map((path) => [stage, path]));
    expect(brought).toEqual([
      ['packages', '/app/node_modules'],
      ['build', '/app/dist'],
      ...['package.json', 'LICENSE', 'docker/run-role.sh', 'docker/healthy.mjs'].map((path) => [undefined, path]),
    ]);
    expect(await dockerText('Dockerfile')).toMatch(/AS packages\n(?:.*\n){2}RUN npm ci --omit=dev\n/);
  });
});

describe('A container is healthy', () => {
  it.each(['port', 'address'] as const)('when the process says that it is ready, asked by %s', async (words) => {
    expect(await healthOf((say) => say(200), words)).toBe(0);
  });

  it.each([
    ['says that it is not', (say: (code: number) => void) => say(503)],
    ['says nothing', () => undefined],
  ])('but not when it %s', async (_, answer) => {
    expect(await healthOf(answer, 'port')).toBe(1);
  });
});

describe('The scripts', () => {
  it.each(scripts)('%s can be read by its shell', async (name) => {
    const shell = (await dockerText(name)).startsWith('#!/bin/bash') ? 'bash' : 'sh';
    execFileSync(shell, ['-n', join(DOCKER, name)]);
  });

  it('give shellcheck nothing to say, where there is one', () => {
    let version: string | undefined;
    try {
      version = execFileSync('shellcheck', ['--version'], { encoding: 'utf8' });
    } catch {
      process.stderr.write('NOT RUN: shellcheck on docker/*.sh. Install shellcheck.\n');
    }
    if (version !== undefined)
      execFileSync(
        'shellcheck',
        scripts.map((name) => join(DOCKER, name)),
        { stdio: 'pipe' },
      );
  });
});
