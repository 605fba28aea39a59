import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDbEventStore, StoreUnavailable } from '#libs/event-store';
import { errorOf, ServerForTests } from '../support/event-store-server-for-tests.ts';
import { newEvents, newStream } from './event-store.contract.ts';

const CREDENTIALS = { username: 'idmaj', password: 'g%3:@/سر' };
const USER_INFO = `${CREDENTIALS.username}:${encodeURIComponent(CREDENTIALS.password)}`;

let server: ServerForTests;
beforeEach(async () => {
  server = await ServerForTests.forEach();
});
afterEach(() => server.end());

/** A server that speaks TLS only, with a certificate of its own for localhost, and asks who comes. */
async function secured() {
  const [certificate, key] = [join(server.folder, 'ca.pem'), join(server.folder, 'key.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const files = ['-keyout', key, '-out', certificate];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...subject, ...files], { stdio: 'ignore' });
  const tls = { certificate: readFileSync(certificate), key: readFileSync(key) };
  return { standIn: await server.start({ tls, credentials: CREDENTIALS }), certificate };
}

async function expectUsable(store: EventStoreDbEventStore): Promise<void> {
  const stream = newStream();
  const { position } = await store.append(stream, 'no-stream', newEvents(2));
  expect(await store.readStream(stream)).toHaveLength(2);
  expect(await store.head()).toBe(position);
  await store.changed('', 60_000);
}

describe('EVENTSTOREDB_URL', () => {
  it.each([
    ['one node', (port: number) => `esdb://127.0.0.1:${port}?tls=false`],
    ['the new name of the product', (port: number) => `kurrentdb://127.0.0.1:${port}?tls=false`],
    ['a short form of it', (port: number) => `kurrent://127.0.0.1:${port}/?tls=false`],
    ['a cluster found by its DNS name', (port: number) => `esdb+discover://localhost:${port}?tls=false`],
    ['the same by its new name', (port: number) => `kurrentdb+discover://localhost:${port}?tls=false`],
    ['a list of members', (port: number) => `esdb://127.0.0.1:${port},localhost:${port}?tls=false`],
    ['a list whose first member is down', (port: number) => `esdb://127.0.0.1:1,127.0.0.1:${port}?tls=false`],
    ['a user, though unencrypted', (port: number) => `esdb://user:secret@127.0.0.1:${port}?tls=false`],
  ])('takes %s', async (_, address) => {
    const standIn = await server.start();
    await expectUsable(server.open(address(standIn.port)));
    expect(standIn.seen.authorizations).toEqual([]);
    expect(standIn.seen.batchAppends).toBe(0);
  });

  it('takes TLS with the certificate it names, and sends user and password with every call', async () => {
    const { standIn, certificate } = await secured();
    const store = server.open(`esdb://${USER_INFO}@localhost:${standIn.port}?tls=true&tlsCAFile=${certificate}`);
    await expectUsable(store);
    const { appends, reads, subscriptions, authorizations } = standIn.seen;
    expect(authorizations).toHaveLength(appends + reads + subscriptions);
    expect(standIn.seen.batchAppends).toBe(0);
  });

  it('takes TLS as what is meant when it says nothing of it', async () => {
    const { standIn, certificate } = await secured();
    await expectUsable(server.open(`kurrentdb://${USER_INFO}@localhost:${standIn.port}?tlsCAFile=${certificate}`));
  });

  it('does not talk to a server whose certificate nobody vouches for', async () => {
    const { standIn } = await secured();
    const store = server.open(`esdb://${USER_INFO}@localhost:${standIn.port}`);
    expect(await errorOf(store.append(newStream(), 'no-stream', newEvents(1)))).toBeInstanceOf(StoreUnavailable);
    expect(standIn.seen.authorizations).toEqual([]);
  });

  it('with a wrong password is told from a server that is down, and the password is not', async () => {
    const { standIn, certificate } = await secured();
    const store = server.open(`esdb://idmaj:guessed@localhost:${standIn.port}?tlsCAFile=${certificate}`);
    const error = await errorOf(store.append(newStream(), 'no-stream', newEvents(1)));
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(String(error)).toMatch(/refuses the user named in EVENTSTOREDB_URL/);
    expect(`${String(error)} ${(error as Error).stack}`).not.toContain('guessed');
  });

  it.each([
    'http://user:s3cret@localhost:2113',
    'user:s3cret@localhost:2113',
    'esdb://user:s3cret@',
    'esdb://localhost:2113',
    'esdb://user:s3cret%@localhost:2113',
    'esdb://user:s3cret@localhost:port',
    'esdb://user:x@localhost:2113?tls=perhaps',
    'esdb://localhost:2113?password=s3cret@home',
    'esdb://user:s3cret@localhost:2113?tlsCAFile=/nowhere/ca.pem',
  ])('is refused where it cannot work, without its password: %s', (url) => {
    let error: unknown;
    try {
      new EventStoreDbEventStore(url);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(/^EVENTSTOREDB_URL/);
    expect(`${String(error)} ${(error as Error).stack} ${String((error as Error).cause)}`).not.toContain('s3cret');
  });

  it('may say how soon a dead connection is noticed, and the client does not warn of it at each start', async () => {
    const warnings: unknown[] = [];
    const { warn } = console;
    console.warn = (...words: unknown[]) => void warnings.push(words);
    try {
      const standIn = await server.start();
      await expectUsable(server.open(`${standIn.url}&keepAliveInterval=500&keepAliveTimeout=500`));
    } finally {
      console.warn = warn;
    }
    expect(warnings).toEqual([]);
  });
});
