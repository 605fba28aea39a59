import { ClosedLoop } from '../http/http-client.ts';
import type { Behind } from '../http/http-server.ts';
import { StartedServer } from '../http/started-server.ts';
import { TypicalCommands } from '../http/typical-commands.ts';
import { interleaved, median, ratios, type Row } from '../measure.ts';

const CONNECTIONS = 128;
const ROUNDS = 5;
const TURNS = 3;
const CACHE = 64 * 1_048_576;
/** By then the cache is full, and what the heaps take has come to rest. */
const FILLED = 300_000;

/**
 * Resident memory once the cache is full, while 128 connections keep the door busy, beside the door over nothing and the
 * limit of the cache.
 */
export async function memory(folder: string): Promise<Row[]> {
  const [echo, desk, hoarder] = await Promise.all([
    open('echo', folder, 0),
    open('desk', folder, 1),
    open('hoarder', folder, 2),
  ]);
  for (const side of [echo, desk, hoarder]) await side.fill();
  const figures = await interleaved(ROUNDS, TURNS, {
    echo: () => echo.work(),
    desk: () => desk.work(),
    hoarder: () => hoarder.work(),
  });
  for (const side of [echo, desk, hoarder]) await side.stop();
  const limits = figures.echo.map((bytes) => bytes + CACHE);
  const hoarded = median(ratios(figures.hoarder, limits));
  return [
    {
      name: 'memory',
      measure: 'memory under 128 connections ÷ (echo’s + the cache limit)',
      goal: { atMost: 1.25 },
      rounds: ratios(figures.desk, limits),
      control: { what: 'what is answered is never forgotten', value: hoarded, failed: hoarded > 1.25 },
      details: { MiB: median(figures.desk) / 1_048_576, 'echo’s MiB': median(figures.echo) / 1_048_576 },
    },
  ];
}

async function open(behind: Behind, folder: string, sender: number) {
  const server = await StartedServer.start(behind, folder);
  const clients = await ClosedLoop.open(server.port, CONNECTIONS);
  const commands = new TypicalCommands(server.token, sender);
  return {
    async fill() {
      for (let answered = 0; answered < FILLED;) answered += (await clients.run(2_000, commands.mix)).count;
    },
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
