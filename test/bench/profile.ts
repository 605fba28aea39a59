import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClosedLoop } from './http/http-client.ts';
import type { Behind } from './http/http-server.ts';
import { StartedServer } from './http/started-server.ts';
import { type Kind, TypicalCommands } from './http/typical-commands.ts';

/** Where a command's time goes: `npm run bench:profile -- desk mix 8000` leaves a .cpuprofile in the working folder. */
const [behind = 'desk', kind = 'mix', milliseconds = '8000'] = process.argv.slice(2) as [Behind, Kind | 'mix', string];
const folder = await mkdtemp(join(tmpdir(), 'idmaj-profile-'));
const server = await StartedServer.start(behind, folder, ['--cpu-prof', '--cpu-prof-interval=500']);
const clients = await ClosedLoop.open(server.port, 32);
const commands = new TypicalCommands(server.token, 5);
const next = kind === 'mix' ? commands.mix : commands.only(kind);
await clients.run(2_000, next);
const before = await server.usage();
const { count, seconds } = await clients.run(Number(milliseconds), next);
const after = await server.usage();
console.log(
  `${(count / seconds).toFixed(0)}/s, ${(((after.cpuMs - before.cpuMs) * 1000) / count).toFixed(0)} µs of CPU a command`,
);
clients.close();
await server.stop();
await rm(folder, { recursive: true });
