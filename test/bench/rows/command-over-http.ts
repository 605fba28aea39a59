import type { Behind } from '../http/http-server.ts';
import { ClosedLoop, type NextRequest } from '../http/http-client.ts';
import { StartedServer } from '../http/started-server.ts';
import { TypicalCommands } from '../http/typical-commands.ts';
import { FsyncControl, interleaved, median, ratios, type Row } from '../measure.ts';

const CONNECTIONS = 32;
const ROUNDS = 7;
const TURNS = 3;
const TURN_MS = 700;
const WARMED = 15_000;
const MOST_WARMING_MS = 30_000;

interface Side {
  readonly server: StartedServer;
  readonly clients: ClosedLoop;
  readonly commands: TypicalCommands;
  /** CPU of the server a command, by turn. */
  readonly cpu: number[];
}

/** 32 connections, each waiting for its answer: the same door over the desk, and over nothing. */
export async function commandOverHttp(folder: string): Promise<Row[]> {
  const fsync = new FsyncControl(folder);
  const [echo, desk, projecting, slow] = await Promise.all([
    open('echo', folder, 0),
    open('desk', folder, 1),
    open('projections', folder, 2),
    open('one-commit', folder, 3),
  ]);
  const perCommand: Record<string, number | string> = {};
  for (const kind of ['note', 'skill', 'register'] as const) {
    const figures = await interleaved(ROUNDS, 1, {
      echo: () => turn(echo, echo.commands.only(kind)),
      desk: () => turn(desk, desk.commands.only(kind)),
    });
    perCommand[`${kind} ÷ echo`] = median(ratios(figures.desk, figures.echo));
  }
  for (const side of [echo, desk, projecting, slow]) side.cpu.length = 0;
  const figures = await interleaved(ROUNDS, TURNS, {
    echo: () => {
      fsync.take(100);
      return turn(echo, echo.commands.mix);
    },
    desk: () => turn(desk, desk.commands.mix),
    projecting: () => turn(projecting, projecting.commands.mix),
    slow: () => turn(slow, slow.commands.mix),
  });
  for (const { clients, server } of [echo, desk, projecting, slow]) {
    clients.close();
    await server.stop();
  }
  const value = median(ratios(figures.slow, figures.echo));
  const control = { what: 'one commit a request', value, failed: value < 0.85 };
  const rates = { 'echo/s': median(figures.echo), ...fsync.details };
  const cpu = (side: Side) => ({
    'CPU µs a command': median(side.cpu),
    'echo’s CPU µs': median(echo.cpu),
    'CPU ratio': median(echo.cpu) / median(side.cpu),
  });
  return [
    {
      name: 'command',
      measure: 'command over HTTP, 32 connections, durable ÷ validated echo',
      goal: { atLeast: 0.85 },
      rounds: ratios(figures.desk, figures.echo),
      details: { 'commands/s': median(figures.desk), ...rates, ...cpu(desk), ...perCommand },
      control,
      ...fsync.void,
    },
    {
      name: 'command-projecting',
      measure: '… with projections live in the same process ÷ echo',
      goal: { atLeast: 0.7 },
      rounds: ratios(figures.projecting, figures.echo),
      details: { 'commands/s': median(figures.projecting), ...rates, ...cpu(projecting) },
      ...fsync.void,
    },
  ];
}

async function open(behind: Behind, folder: string, sender: number): Promise<Side> {
  const server = await StartedServer.start(behind, folder);
  const clients = await ClosedLoop.open(server.port, CONNECTIONS);
  const commands = new TypicalCommands(server.token, sender);
  // Enough for the compiler to have seen it all, also where the disk is slow.
  const patientUntil = performance.now() + MOST_WARMING_MS;
  for (let warmed = 0; warmed < WARMED && performance.now() < patientUntil;) {
    warmed += (await clients.run(500, commands.mix)).count;
  }
  return { server, clients, commands, cpu: [] };
}

async function turn({ server, clients, cpu }: Side, next: NextRequest): Promise<number> {
  const before = await server.usage();
  const { count, seconds } = await clients.run(TURN_MS, next);
  // The next turn is another's: what is left to follow is not worked off beside it, and its CPU counts here.
  await server.settled();
  const after = await server.usage();
  cpu.push(((after.cpuMs - before.cpuMs) * 1000) / count);
  return count / seconds;
}
