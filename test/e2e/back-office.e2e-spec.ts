import { BackOffice, type DoorParts, type Idmaj, keepBackOffice, openBesideOffice, openIdmaj } from '#libs/assembly';
import { recordAdmission, registerBeneficiary } from '#libs/casework';
import { InvalidAppend, StoreUnavailable, TooLarge, WrongRevision } from '#libs/event-store';
import { Problem, readConfiguration, Refused } from '#libs/kernel';
import { FeedTail } from '#libs/partner-feed';
import { Progress } from '#libs/read-models';
import * as fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { admission, officer, registration } from '../support/newcomer.ts';

describe('a door before its back office', () => {
  let folder: string;
  let office: BackOffice;
  let behind: Idmaj;
  let parts: DoorParts;
  let line: MessageChannel;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'idmaj-office-'));
    const configuration = readConfiguration({ IDMAJ_DATA: folder });
    line = new MessageChannel();
    office = new BackOffice(line.port1);
    await keepBackOffice(line.port2, () => configuration, {
      follow(idmaj) {
        behind = idmaj;
        return { settled: () => Promise.resolve(), stop: () => Promise.resolve() };
      },
    });
    await office.opened;
    parts = await openBesideOffice(configuration, office);
  });
  afterEach(async () => {
    await parts.close();
    line.port1.close();
    await rm(folder, { recursive: true });
  });

  const send = (
    id: string,
    declaration: typeof registerBeneficiary | typeof recordAdmission,
    fields: object,
    more = {},
  ) => office.send({ declaration, id, fields, commandId: randomUUID(), actor: officer, channel: 'http', ...more });
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );
  const note = (text = 'x') => ({ id: randomUUID(), type: 'NoteWritten', data: { text }, metadata: {} });

  it('has a command answered there and reads here what came of it', async () => {
    const id = randomUUID();
    const commandId = randomUUID();
    const receipt = await send(id, registerBeneficiary, registration, { commandId });
    expect(receipt).toMatchObject({ id, revision: 0, events: ['BeneficiaryRegistered'], repeated: false });
    const [event] = await parts.events.readStream(`beneficiary-${id}`);
    expect(event).toMatchObject({
      position: receipt.position,
      metadata: { commandId, channel: 'http', actor: officer },
    });
    expect(await send(id, registerBeneficiary, registration, { commandId })).toEqual({ ...receipt, repeated: true });
  });

  it('tells a refusal with its code and what fills its text, as the rule said it', async () => {
    const id = randomUUID();
    await send(id, registerBeneficiary, registration);
    const again = await refusal(send(id, registerBeneficiary, registration));
    expect(again).toBeInstanceOf(Refused);
    expect(again).toMatchObject({ code: 'beneficiary.already-registered' });
    const actor = { ...officer, role: 'partner' };
    const forbidden = await refusal(send(id, recordAdmission, admission, { actor }));
    expect(forbidden).toBeInstanceOf(Problem);
    expect(forbidden).not.toBeInstanceOf(Refused);
    expect(forbidden).toMatchObject({
      code: 'auth.forbidden',
      params: { command: 'record-admission', role: 'partner' },
      errors: [],
    });
  });

  it('tells why nothing was appended, by the same errors as the store', async () => {
    const facts = [note()];
    const moved = await refusal(office.append({ stream: 'access-1', expected: 4, events: facts }));
    expect(moved).toBeInstanceOf(WrongRevision);
    expect(moved).toMatchObject({ stream: 'access-1', expected: 4, actual: 'no-stream' });
    const large = await refusal(
      office.append({ stream: 'access-1', expected: 'no-stream', events: [note('x'.repeat(1_100_000))] }),
    );
    expect(large).toBeInstanceOf(TooLarge);
    expect(large).toMatchObject({ limit: 1_048_576 });
    expect(await refusal(office.append({ stream: 'access-1', expected: 'no-stream', events: [] }))).toBeInstanceOf(
      InvalidAppend,
    );
    await behind.close();
    expect(await refusal(office.append({ stream: 'access-1', expected: 'no-stream', events: facts }))).toBeInstanceOf(
      StoreUnavailable,
    );
  });

  it('answers each of many at once, whatever order they are sent in, and writes each once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(4), { minLength: 1, maxLength: 80 }), async (who) => {
        const people = Array.from({ length: 5 }, () => randomUUID());
        const answers = await Promise.all(
          who.map((n) => refusal(send(people[n] ?? '', registerBeneficiary, registration)).then((error) => [n, error])),
        );
        for (const n of new Set(who)) {
          const accepted = answers.filter(([to, error]) => to === n && error === undefined);
          expect(accepted).toHaveLength(1);
          expect(await parts.events.readStream(`beneficiary-${people[n] ?? ''}`)).toHaveLength(1);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('records what is shown to whom through the back office, and sees it', async () => {
    const person = randomUUID();
    const before = await parts.events.head();
    await parts.readings.record({ actor: officer, what: 'people', people: [person], correlationId: randomUUID() });
    const [read] = await parts.events.readAll(before, 10);
    expect(read).toMatchObject({ type: 'FileRead', metadata: { subjects: [person], actor: officer } });
  });

  it('hears of what the followers there have done', async () => {
    const heard = Progress.of(parts.readModels).changed('people', '0000000000000009', 60_000);
    Progress.of(behind.readModels).advance('people', '0000000000000009');
    await heard;
    const looked = new Promise<void>((resolve) => {
      FeedTail.of(parts.readModels).lookNow = resolve;
    });
    FeedTail.of(behind.readModels).offer([], '0000000000000009');
    await looked;
  });
});

it('A back office that cannot open says why, and the door does not open', async () => {
  const { port1, port2 } = new MessageChannel();
  const office = new BackOffice(port1);
  const configure = () => {
    throw new Problem('config.invalid', { name: 'PORT', allowed: '0–65535' });
  };
  await keepBackOffice(port2, configure);
  await expect(office.opened).rejects.toMatchObject({ code: 'config.invalid', params: { name: 'PORT' } });
  port1.close();
});

it('Everything that was acknowledged is there when the door and the back office have closed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-office-'));
  const configuration = readConfiguration({ IDMAJ_DATA: folder });
  const { port1, port2 } = new MessageChannel();
  const office = new BackOffice(port1);
  await keepBackOffice(port2, () => configuration);
  await office.opened;
  const parts = await openBesideOffice(configuration, office);
  const id = randomUUID();
  const command = { declaration: registerBeneficiary, id, fields: registration, commandId: randomUUID() };
  const { position } = await office.send({ ...command, actor: officer, channel: 'http' });
  expect(await parts.views.waitFor('people', position, 10_000)).toBe(true);
  await parts.close();
  port1.close();
  const again = await openIdmaj(configuration);
  expect(await again.events.head()).toBe(position);
  expect(await again.views.get('people', id)).toMatchObject({ beneficiary: { sex: 'female' } });
  await again.close();
  await rm(folder, { recursive: true });
});
