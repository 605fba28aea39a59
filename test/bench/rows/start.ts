import { openIdmaj, startWorker } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { transpiledCopy } from '../../crash/transpiled-copy.js';
import { freePort } from '../../support/free-port.ts';
import { median, type Row } from '../measure.ts';
import { folderWithLog } from '../typical-log.ts';

const ROUNDS = 7;
const MAIN = 'dist/standalone.js';

/** From the command line to ready, the read models being there already; then the process's resident memory. */
export async function start(within: string): Promise<Row[]> {
  const folder = await folderWithLog(within, 100_000, 'start');
  await followEverything(folder);
  const seconds: number[] = [];
  const megabytes: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = await startOnce(folder, 60_000);
    seconds.push(started.seconds);
    megabytes.push(started.megabytes);
    cpu.push(started.cpu);
  }
  const copy = await transpiledCopy(join(within, 'unbuilt'));
  const unbuilt = await startOnce(folder, 60_000, join(copy, 'apps/standalone/src/main.js'));
  const control = { what: 'file by file, not built', value: unbuilt.seconds, failed: unbuilt.seconds > 1.5 };
  return [
    {
      name: 'start',
      measure: 'start to ready on 100,000 events',
      goal: { atMost: 1.5 },
      unit: ' s',
      rounds: seconds,
      control,
      details: { 'CPU s': median(cpu) },
    },
    {
      name: 'start-memory',
      measure: 'memory then',
      goal: { atMost: 250 },
      unit: ' MB',
      rounds: megabytes,
      control: { ...control, value: unbuilt.megabytes, failed: unbuilt.megabytes > 250 },
    },
  ];
}

/** The door answers while what follows the log is still at work: it is all done before anything is measured. */
async function followEverything(folder: string): Promise<void> {
  const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }));
  const worker = startWorker(idmaj);
  await worker.settled();
  await worker.stop();
  await idmaj.close();
}

async function startOnce(
  folder: string,
  patienceMs: number,
  program = MAIN,
): Promise<{ seconds: number; cpu: number; megabytes: number }> {
  const port = await freePort();
  const environment = { ...process.env, IDMAJ_DATA: folder, PORT: String(port), DEMO: 'off' };
  const from = performance.now();
  const child = spawn(process.execPath, ['--v8-pool-size=0', '--enable-source-maps', program], {
    env: environment,
    stdio: 'ignore',
  });
  const gone = once(child, 'exit');
  try {
    while (!(await isReady(port))) {
      if (performance.now() - from > patienceMs || child.exitCode !== null) throw new Error('It did not get ready.');
      await pause(10);
    }
    const seconds = (performance.now() - from) / 1000;
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
    const cpu = await cpuSeconds(child.pid);
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
    return { seconds, cpu, megabytes: (Number(kilobytes) * 1024) / 1_000_000 };
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** User and system time of a process so far, from clock ticks of 10 ms. */
async function cpuSeconds(pid: number | undefined): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
