import { openIdmaj } from '#libs/assembly';
import { recordAdmission, registerBeneficiary } from '#libs/casework';
import { readConfiguration } from '#libs/kernel';
import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const officer = { id: 'hassan', role: 'prison-officer', unit: 'MA-LAA' };

describe('the assembled parts on an empty data folder', () => {
  it('take a person from registration to admission, and show both', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'idmaj-'));
    const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder }));
    const runner = new ProjectionRunner({ ...idmaj, projections });
    await runner.start();
    const id = randomUUID();
    const name = { arabic: { given: 'مريم', family: 'السالكي' } };
    const send = (declaration: typeof registerBeneficiary | typeof recordAdmission, fields: object) =>
      idmaj.desk.send({
        declaration: declaration,
        id,
        fields,
        commandId: randomUUID(),
        actor: officer,
        channel: 'http',
      });
    await send(registerBeneficiary, {
      name,
      sex: 'female',
      birthDate: '1990-02-01',
      residence: { province: 'MA-LAA' },
      identifiers: [{ type: 'cin', value: 'sh 12345' }],
    });
    const { position } = await send(recordAdmission, {
      kind: 'prison',
      establishment: 'LAAYOUNE',
      admittedOn: '2026-01-05',
      legalStatus: 'sentenced',
    });
    expect(await idmaj.views.waitFor('people', position, 5_000)).toBe(true);
    expect(await idmaj.views.get('people', id)).toMatchObject({
      beneficiary: { name, status: 'inside', province: 'MA-LAA', identifiers: [{ type: 'cin', value: 'SH12345' }] },
      custody: { inside: true, establishment: 'LAAYOUNE' },
    });
    expect(await runner.compare('people')).toEqual([]);
    await runner.stop();
    await idmaj.close();
    await rm(folder, { recursive: true });
  });
});
