import { BackOffice, openBesideOffice } from '#libs/assembly';
import { commands } from '#libs/casework';
import type { CommandReceipt, Desk, SentCommand } from '#libs/commanding';
import { readConfiguration } from '#libs/kernel';
import { plainToInstance } from 'class-transformer';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import 'reflect-metadata';
import { createApi } from '../../../apps/api/src/create-api.ts';
import { THREAD_LIMITS } from '../../../apps/standalone/src/thread-limits.ts';
import { caseId, CASES, person } from './typical-commands.ts';

/** What stands behind the door: nothing, the desk, the desk one commit a request or keeping all it was sent, the desk with what follows the log. */
export type Behind = 'echo' | 'desk' | 'one-commit' | 'hoarder' | 'projections' | 'standalone';

const [behind = 'desk', folder = ''] = process.argv.slice(2) as [Behind, string];
const office = await openBackOffice();
const parts = await openBesideOffice(readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }), office);
await openCases(office);
await office.settled();
const api = await createApi({ ...parts, desk: deskBehind(office) });
await api.listen(0, '127.0.0.1');
const token = await parts.identity.issuer?.issue({ id: 'amina', role: 'social-worker', unit: 'MA-LAA' });
process.on('message', (asked: string) => {
  if (asked === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000, rss: process.memoryUsage().rss });
  } else if (asked === 'settle') void office.settled().then(() => process.send?.('settled'));
  else if (asked === 'close') void close();
});
process.send?.({ port: Number(new URL(await api.getUrl()).port), token });

async function close(): Promise<void> {
  await api.close();
  await parts.close();
  process.exit(0);
}

/** In threads of their own, as in the application. */
async function openBackOffice(): Promise<BackOffice> {
  const [door, toFollowers, toOffice] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  startThread('back-office', { line: door.port2, toFollowers: toFollowers.port1, toOffice: toOffice.port1 });
  if (behind === 'projections' || behind === 'standalone') {
    startThread('followers', { toFollowers: toFollowers.port2, toOffice: toOffice.port2 });
  }
  const office = new BackOffice(door.port1);
  await office.opened;
  return office;
}

function startThread(name: string, lines: Readonly<Record<string, MessagePort>>): void {
  const [launch, file] = ['../../support/event-store-stand-in/launch.mjs', `./${name}.ts`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  ) as [string, string];
  const workerData = { ...lines, behind, folder };
  new Worker(launch, { argv: [file], workerData, transferList: Object.values(lines), resourceLimits: THREAD_LIMITS });
}

function deskBehind(desk: Desk): Desk {
  if (behind === 'echo') return { send: async (sent) => receiptOf(sent) };
  if (behind === 'hoarder') return hoarding(desk);
  if (behind !== 'one-commit') return desk;
  let before: Promise<unknown> = Promise.resolve();
  return {
    send(sent) {
      const mine = before.then(() => desk.send(sent));
      before = mine.catch(() => undefined);
      return mine;
    },
  };
}

function hoarding(desk: Desk): Desk {
  const kept: unknown[] = [];
  return {
    send(sent) {
      kept.push(structuredClone({ ...sent, declaration: undefined }));
      return desk.send(sent);
    },
  };
}

function receiptOf({ id }: SentCommand): CommandReceipt {
  return { id, revision: 1, position: '0000000000000001', events: ['NoteWritten'], repeated: false };
}

async function openCases(desk: Desk): Promise<void> {
  const actor = { id: 'amina', role: 'social-worker', unit: '*' };
  const officer = { id: 'omar', role: 'prison-officer', unit: '*' };
  const send = (name: string, id: string, fields: object) => {
    const declaration = commands.find((one) => one.name === name);
    if (!declaration) throw new Error(`There is no command ${name}.`);
    const sender = declaration.sentBy.includes('social-worker') ? actor : officer;
    const command = plainToInstance(declaration.command, fields);
    return desk.send({ declaration, id, fields: command, commandId: randomUUID(), actor: sender, channel: 'http' });
  };
  const numbers = Array.from({ length: CASES }, (_none, n) => n).values();
  const opening = async () => {
    for (const n of numbers) {
      const id = caseId(n);
      await send('register-beneficiary', id, { ...person(String(n)), identifiers: [] });
      const admission = {
        kind: 'prison',
        establishment: 'LAAYOUNE',
        admittedOn: '2024-02-01',
        legalStatus: 'sentenced',
      };
      await send('record-admission', id, { ...admission, registerNumber: String(n) });
      await send('enrol-inmate', id, { centre: 'CAR-AGA', enrolledOn: '2024-03-01', agreedOn: '2024-03-01' });
    }
  };
  await Promise.all(Array.from({ length: 64 }, opening));
}
