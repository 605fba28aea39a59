import { OpenLoop } from '../http/http-client.ts';
import type { Behind } from '../http/http-server.ts';
import { StartedServer } from '../http/started-server.ts';
import { TypicalCommands } from '../http/typical-commands.ts';
import { FsyncControl, interleaved, median, percentile, ratios, type Row } from '../measure.ts';

const CONNECTIONS = 128;
const ROUNDS = 7;
const TURN_MS = 2_000;

/** Commands that come at an even rate: the time nearly all are answered in, beside the same door over nothing. */
export async function openLoop(folder: string): Promise<Row[]> {
  const sides = await Promise.all([open('echo', folder, 0), open('desk', folder, 1), open('one-commit', folder, 2)]);
  const [echo, desk, slow] = sides;
  const rows: Row[] = [];
  for (const perSecond of [3_000, 6_000]) {
    const fsync = new FsyncControl(folder);
    const p99 = (side: Side) => async () =>
      percentile(await side.clients.run(perSecond, TURN_MS, side.commands.mix), 0.99);
    const figures = await interleaved(ROUNDS, 1, {
      echo: () => {
        fsync.take(100);
        return p99(echo)();
      },
      desk: p99(desk),
    });
    const overloaded = await p99(slow)();
    const value = overloaded / median(figures.echo);
    rows.push({
      name: `p99-${perSecond}`,
      measure: `p99 of commands at ${perSecond}/s, open loop ÷ echo’s p99`,
      goal: { atMost: 2 },
      unit: ' × time',
      rounds: ratios(figures.desk, figures.echo),
      details: { 'p99 ms': median(figures.desk), 'echo’s p99 ms': median(figures.echo), ...fsync.details },
      control: { what: 'one commit a request', value, failed: value > 2 },
      ...fsync.void,
    });
  }
  for (const { clients, server } of sides) {
    clients.close();
    await server.stop();
  }
  return rows;
}

interface Side {
  readonly server: StartedServer;
  readonly clients: OpenLoop;
  readonly commands: TypicalCommands;
}

async function open(behind: Behind, folder: string, sender: number): Promise<Side> {
  const server = await StartedServer.start(behind, folder);
  const clients = await OpenLoop.open(server.port, CONNECTIONS);
  const commands = new TypicalCommands(server.token, sender);
  // As many as the closed loop is warmed with, for the compiler works in the thread that answers.
  await clients.run(3_000, 5_000, commands.mix);
  return { server, clients, commands };
}
