import {
  BackOffice,
  type DoorParts,
  followBeside,
  keepBackOffice,
  keepFollowers,
  openBesideOffice,
  openIdmaj,
} from '#libs/assembly';
import { type AnyCommandDeclaration, enrolInmate, recordAdmission, registerBeneficiary } from '#libs/casework';
import { type Configuration, Problem, readConfiguration } from '#libs/kernel';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { admission, officer, registration } from '../support/newcomer.ts';

const worker = { id: 'amina', role: 'social-worker', unit: '*' };

describe('a back office with what follows the log in a thread beside it', () => {
  let folder: string;
  let configuration: Configuration;
  let door: MessageChannel;
  let toFollowers: MessageChannel;
  let toOffice: MessageChannel;
  let office: BackOffice;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'idmaj-followers-'));
    configuration = readConfiguration({ IDMAJ_DATA: folder });
    [door, toFollowers, toOffice] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
    office = new BackOffice(door.port1);
    const follow = followBeside({ toFollowers: toFollowers.port1, toOffice: toOffice.port1 });
    void keepBackOffice(door.port2, () => configuration, { follow });
  });
  afterEach(async () => {
    for (const { port1 } of [door, toFollowers, toOffice]) port1.close();
    await rm(folder, { recursive: true });
  });

  async function openAll(): Promise<DoorParts> {
    void keepFollowers({ toFollowers: toFollowers.port2, toOffice: toOffice.port2 }, () => configuration);
    await office.opened;
    return openBesideOffice(configuration, office);
  }

  const send = (id: string, declaration: AnyCommandDeclaration, fields: object, actor = officer) =>
    office.send({ declaration, id, fields, commandId: randomUUID(), actor, channel: 'http' });

  it('shows at the door what came of a command there, and does what that sets in motion', async () => {
    const parts = await openAll();
    const id = randomUUID();
    await send(id, registerBeneficiary, registration);
    const { position } = await send(id, recordAdmission, { ...admission, registerNumber: '17' });
    expect(await parts.views.waitFor('people', position, 10_000)).toBe(true);
    expect(await parts.views.get('people', id)).toMatchObject({ custody: { establishment: 'LAAYOUNE' } });
    await send(id, enrolInmate, { centre: 'CAR-AGA', enrolledOn: '2026-01-10', agreedOn: '2026-01-10' }, worker);
    await office.settled();
    const after = await parts.events.readAll(position, 100);
    expect(after.map(({ type }) => type)).toContain('DiagnosisDueSet');
    await parts.close();
  });

  it('has written everything down when all have closed', async () => {
    const parts = await openAll();
    const id = randomUUID();
    await send(id, registerBeneficiary, registration);
    await office.settled();
    await parts.close();
    const again = await openIdmaj(configuration);
    expect(await again.views.get('people', id)).toMatchObject({ beneficiary: { sex: 'female' } });
    await again.close();
  });

  it('tells the followers that the log has grown, so that they need not look for it', async () => {
    toFollowers.port2.postMessage(JSON.stringify([{ opened: true }]));
    let grown = () => {};
    toOffice.port2.on('message', (told: string) => told.includes('logGrew') && grown());
    await office.opened;
    for (let n = 0; n < 3; n++) {
      const told = new Promise<void>((resolve) => (grown = resolve));
      await send(randomUUID(), registerBeneficiary, registration);
      await told;
    }
    toFollowers.port2.on('message', () => toFollowers.port2.postMessage(JSON.stringify([{ to: 0, answer: true }])));
    await office.close();
  });

  it('passes the followers’ alarms on to the door', async () => {
    const heard = new Promise((resolve) => office.onAlarm(resolve));
    const alarm = { kind: 'fault', error: 'The read models cannot be used now.' };
    toFollowers.port2.postMessage(JSON.stringify([{ opened: true }, { alarm }]));
    expect(await heard).toEqual(alarm);
    await office.opened;
    toFollowers.port2.on('message', () => toFollowers.port2.postMessage(JSON.stringify([{ to: 0, answer: true }])));
    await office.close();
  });

  it('does not open, and says why, where they cannot', async () => {
    void keepFollowers({ toFollowers: toFollowers.port2, toOffice: toOffice.port2 }, () => {
      throw new Problem('config.invalid', { name: 'PORT', allowed: '0–65535' });
    });
    await expect(office.opened).rejects.toMatchObject({ code: 'config.invalid', params: { name: 'PORT' } });
  });
});
