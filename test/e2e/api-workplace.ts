import { BackOffice, type BackOfficeParts, type DoorParts, keepBackOffice, openBesideOffice } from '#libs/assembly';
import { type Clock, readConfiguration, SetClock } from '#libs/kernel';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createApi } from '../../apps/api/src/create-api.ts';
import { followWithProjections } from '../support/follow-with-projections.ts';

export interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  json(): any;
}

interface Asked {
  readonly as?: readonly [role: string, unit: string, id?: string];
  readonly headers?: Record<string, string>;
}

/** The whole door over real files in a temporary folder, before a back office whose projections follow. */
export interface ApiWorkplace {
  readonly api: NestFastifyApplication;
  readonly idmaj: DoorParts;
  readonly clock: Clock;
  readonly origin: string;
  token(role: string, unit: string, id?: string): Promise<string>;
  send(address: string, fields: unknown, asked?: Asked): Promise<Answered>;
  ask(address: string, asked?: Asked): Promise<Answered>;
  /** How many events the log holds. */
  events(): Promise<number>;
  close(): Promise<void>;
}

export const TODAY = '2026-03-02T10:00:00.000Z';

export async function openApiWorkplace(
  environment: Record<string, string> = {},
  overParts: (idmaj: DoorParts) => DoorParts = (idmaj) => idmaj,
  follow: BackOfficeParts['follow'] = followWithProjections,
): Promise<ApiWorkplace> {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-api-'));
  const clock = new SetClock(TODAY);
  const configuration = readConfiguration({ IDMAJ_DATA: folder, ...environment });
  const { port1, port2 } = new MessageChannel();
  const kept = keepBackOffice(port2, () => configuration, { clock, follow });
  const office = new BackOffice(port1);
  await office.opened;
  await kept;
  const idmaj = await openBesideOffice(configuration, office, { clock });
  await office.settled();
  const api = await createApi(overParts(idmaj));
  await api.listen(0, '127.0.0.1');
  const origin = (await api.getUrl()).replace('[::1]', '127.0.0.1');
  const tokens = new Map<string, Promise<string>>();

  const token = (role: string, unit: string, id = `${role}-1`): Promise<string> => {
    const name = `${role} ${unit} ${id}`;
    const issuer = idmaj.identity.issuer;
    if (!issuer) throw new Error('The workplace has no local issuer.');
    const issued = tokens.get(name) ?? issuer.issue({ id, role, unit });
    tokens.set(name, issued);
    return issued;
  };
  const headersOf = async ({ as, headers = {} }: Asked): Promise<Record<string, string>> => ({
    ...(as && { authorization: `Bearer ${await token(...as)}` }),
    'accept-language': 'en',
    ...headers,
  });

  return {
    api,
    idmaj,
    clock,
    origin,
    token,
    async send(address, fields, asked = {}) {
      const headers = { 'content-type': 'application/json', ...(await headersOf(asked)) };
      const body = typeof fields === 'string' || fields instanceof Uint8Array ? fields : JSON.stringify(fields);
      return answered(await fetch(`${origin}${address}`, { method: 'POST', headers, body: body as BodyInit }));
    },
    async ask(address, asked = {}) {
      return answered(await fetch(`${origin}${address}`, { headers: await headersOf(asked) }));
    },
    async events() {
      return (await idmaj.events.readAll('', 100_000)).length;
    },
    async close() {
      await api.close();
      await idmaj.close();
      port1.close();
      await rm(folder, { recursive: true });
    },
  };
}

export async function answered(response: Response): Promise<Answered> {
  const body = await response.text();
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body,
    json: () => JSON.parse(body),
  };
}

export const worker = ['social-worker', 'MA-LAA', 'amina'] as const;

export const registration = {
  name: { arabic: { given: 'أمينة', family: 'الإدريسي' }, latin: { given: 'Amina', family: 'El Idrissi' } },
  sex: 'female',
  birthDate: '1991-04-12',
  residence: { province: 'MA-LAA' },
};

/** A person whom the social worker of Laâyoune registers; answers the id and the receipt's position. */
export async function registerSomeone(
  { send }: Pick<ApiWorkplace, 'send'>,
  fields: object = {},
): Promise<{ id: string; position: string }> {
  const id = randomUUID();
  const response = await send(
    `/v1/beneficiaries/${id}/register-beneficiary`,
    { ...registration, ...fields },
    { as: worker },
  );
  if (response.statusCode !== 201) throw new Error(`Nobody was registered: ${response.body}`);
  return { id, position: response.json().position };
}
