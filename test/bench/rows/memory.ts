import { ClosedLoop } from '../http/http-client.ts';
import type { Behind } from '../http/http-server.ts';
import { StartedServer } from '../http/started-server.ts';
import { TypicalCommands } from '../http/typical-commands.ts';
import { interleaved, median, type Row } from '../measure.ts';

const CONNECTIONS = 128;
const ROUNDS = 5;
const TURNS = 3;
const CACHE = 64 * 1_048_576;

/** Resident memory while 128 connections keep the door busy, beside the door over nothing and the limit of the cache. */
export async function memory(folder: string): Promise<Row[]> {
  const [echo, desk] = await Promise.all([open('echo', folder, 0), open('desk', folder, 1)]);
  const figures = await interleaved(ROUNDS, TURNS, { echo: () => echo.work(), desk: () => desk.work() });
  await echo.stop();
  await desk.stop();
  return [
    {
      name: 'memory',
      measure: 'memory under 128 connections ÷ (echo’s + the cache limit)',
      goal: { atMost: 1.25 },
      rounds: figures.desk.map((bytes, round) => bytes / ((figures.echo[round] ?? 0) + CACHE)),
      details: { MiB: median(figures.desk) / 1_048_576, 'echo’s MiB': median(figures.echo) / 1_048_576 },
    },
  ];
}

async function open(behind: Behind, folder: string, sender: number) {
  const server = await StartedServer.start(behind, folder);
  const clients = await ClosedLoop.open(server.port, CONNECTIONS);
  const commands = new TypicalCommands(server.token, sender);
  return {
    async work() {
      await clients.run(2_000, commands.mix);
      return (await server.usage()).rss;
    },
    async stop() {
      clients.close();
      await server.stop();
    },
  };
}
