import { openIdmaj } from '#libs/assembly';
import { commands } from '#libs/casework';
import { idFrom, readConfiguration } from '#libs/kernel';
import { plainToInstance } from 'class-transformer';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { person } from './http/typical-commands.ts';

/** CPU of the desk alone a command, 32 in flight. */
const folder = await mkdtemp(join(tmpdir(), 'idmaj-desk-'));
const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder }));
const actor = { id: 'amina', role: 'social-worker', unit: 'MA-LAA' };
const everywhere = { id: 'omar', role: 'prison-officer', unit: '*' };
const declared = new Map(commands.map((one) => [one.name, one]));
const CASES = 2000;
const send = (name: string, id: string, fields: object, who = actor) => {
  const declaration = declared.get(name)!;
  return idmaj.desk.send({
    declaration,
    id,
    fields: plainToInstance(declaration.command, fields),
    commandId: randomUUID(),
    actor: who,
    channel: 'http',
  });
};
const all = async (count: number, one: (n: number) => Promise<unknown>) => {
  let next = 0;
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (next < count) await one(next++);
    }),
  );
};
const cpu = async (name: string, count: number, one: (n: number) => Promise<unknown>) => {
  const b = process.cpuUsage();
  const t = performance.now();
  await all(count, one);
  const { user, system } = process.cpuUsage(b);
  console.log(
    name,
    ((user + system) / count).toFixed(1),
    'µs CPU,',
    (user / count) | 0,
    'user',
    (((performance.now() - t) * 1000) / count).toFixed(1),
    'µs wall',
  );
};
const id = (n: number) => idFrom('case', String(n % CASES));
await all(CASES, async (n) => {
  await send('register-beneficiary', id(n), { ...person(String(n)), identifiers: [] });
  await send(
    'record-admission',
    id(n),
    {
      kind: 'prison',
      establishment: 'LAAYOUNE',
      admittedOn: '2024-02-01',
      legalStatus: 'sentenced',
      registerNumber: String(n),
    },
    everywhere,
  );
  await send(
    'enrol-inmate',
    id(n),
    { centre: 'CAR-AGA', enrolledOn: '2024-03-01', agreedOn: '2024-03-01' },
    everywhere,
  );
});
const text =
  'زرنا الأسرة اليوم: الأم مستعدة لاستقباله بعد الإفراج، والأخ الأكبر يبحث له عن محل للورشة. بقيت وثيقة السكنى.';
for (let round = 0; round < 4; round++) {
  await cpu('note    ', 10000, (n) => send('write-note', id(n), { text: text + n }));
  await cpu('register', 5000, (n) =>
    send('register-beneficiary', idFrom('p', String(round), String(n)), person(String(100000 + round * 10000 + n))),
  );
}
await idmaj.close();
await rm(folder, { recursive: true });
