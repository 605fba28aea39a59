import { type Idmaj, openIdmaj, startWorker } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../../apps/api/src/create-api.ts';
import { spawnStandIn, type StandInProcess } from '../support/event-store-stand-in/spawn.ts';
import { mongoForTests } from '../support/ferretdb/mongo-for-tests.ts';
import type { As } from './api.ts';

/** A door and workers that share nothing but an EventStoreDB (the stand-in) and a MongoDB, as on machines of their own. */
export interface Door {
  readonly idmaj: Idmaj;
  readonly origin: string;
  token(...as: readonly [...As, id?: string]): Promise<string>;
  ask(token: string, address: string): Promise<Response>;
  send(token: string, address: string, fields: object): Promise<Response>;
  /** A worker with connections of its own; answers how to stop it. */
  work(): Promise<() => Promise<void>>;
  /** SIGKILL, and back on the same folder. */
  killEventStore(): Promise<void>;
  startEventStore(): Promise<void>;
  close(): Promise<void>;
}

export async function openBesideOffice(): Promise<Door> {
  const mongo = await mongoForTests();
  if (!mongo) throw new Error('There is no MongoDB here.');
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-door-'));
  let eventStore: StandInProcess = await spawnStandIn({ folder: join(folder, 'event-store') });
  const database = new URL(mongo.url);
  database.pathname = `/${mongo.database}`;
  const configuration = readConfiguration({
    IDMAJ_DATA: join(folder, 'data'),
    EVENTSTOREDB_URL: eventStore.url,
    MONGODB_URL: database.href,
  });
  const idmaj = await openIdmaj(configuration);
  const api = await createApi(idmaj);
  await api.listen(0, '127.0.0.1');
  const origin = (await api.getUrl()).replace('[::1]', '127.0.0.1');
  const workers = new Set<() => Promise<void>>();
  const headersOf = (token: string) => ({ authorization: `Bearer ${token}`, 'accept-language': 'en' });
  return {
    idmaj,
    origin,
    async token(role, unit, id = role) {
      const { issuer } = idmaj.identity;
      if (!issuer) throw new Error('There is no local issuer.');
      return issuer.issue({ id, role, unit });
    },
    ask: (token, address) => fetch(`${origin}${address}`, { headers: headersOf(token) }),
    send(token, address, fields) {
      const headers = { ...headersOf(token), 'content-type': 'application/json' };
      return fetch(`${origin}${address}`, { method: 'POST', headers, body: JSON.stringify(fields) });
    },
    async work() {
      const own = await openIdmaj(configuration);
      const worker = startWorker(own);
      const stop = async () => {
        if (!workers.delete(stop)) return;
        await worker.stop();
        await own.close();
      };
      workers.add(stop);
      return stop;
    },
    killEventStore: () => eventStore.kill(),
    async startEventStore() {
      eventStore = await spawnStandIn({ folder: join(folder, 'event-store'), port: eventStore.port });
    },
    async close() {
      await Promise.all([...workers].map((stop) => stop()));
      await api.close();
      await idmaj.close();
      await eventStore.kill();
      await mongo.stop();
      await rm(folder, { recursive: true });
    },
  };
}
