import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDbEventStore } from '#libs/event-store';
import { startStandIn } from '../support/event-store-stand-in/stand-in.ts';
import { describeEventStore } from './event-store.contract.ts';

const real = process.env['EVENTSTOREDB_URL'];

/** The suite's second connections are closed by it; the first with its server. */
async function onStandIn() {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-stand-in-'));
  const standIn = await startStandIn({ folder });
  const store = new EventStoreDbEventStore(standIn.url);
  return {
    store,
    openAnother: async () => new EventStoreDbEventStore(standIn.url),
    close: async () => {
      await store.close();
      await standIn.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function onServer(url: string) {
  const store = new EventStoreDbEventStore(url);
  return { store, openAnother: async () => new EventStoreDbEventStore(url), close: () => store.close() };
}

if (real === undefined) describeEventStore('EventStoreDB client on the stand-in', onStandIn);
else describeEventStore('EventStoreDB client on the server of EVENTSTOREDB_URL', () => onServer(real));
