import { recordRelease, recordTransfer, retireIdentifier, voidRelease } from '#libs/casework';
import { importAdmissions, importReleases, lineReport } from '#libs/registers';
import { idFrom } from '#libs/kernel';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Desk, openDesk } from '../support/open-desk.ts';

const steward = { id: 'rachid', role: 'data-steward', unit: '*' };
const officer = { id: 'salma', role: 'prison-officer', unit: '*' };
const ADMISSION =
  'N° d’écrou;Établissement;Nom;Prénom;Sexe;Date de naissance;CIN;Province de résidence;Date d’écrou;Situation pénale';
const RELEASE = 'N° d’écrou;Établissement;Nom;Prénom;CIN;Date de libération;Motif de libération';
const OMAR = '24/12;Tiznit;Tekna;Omar;M;04/05/1990;JA123456;Tiznit;10/03/2024;Condamné';

let desk: Desk;
let folder: string;

beforeEach(async () => {
  desk = await openDesk();
  folder = await mkdtemp(join(tmpdir(), 'idmaj-lists-'));
});
afterEach(async () => {
  await desk.stop();
  await rm(folder, { recursive: true });
});

describe('an admission', () => {
  it.each([
    ['another name under the same number', OMAR.replace('Omar', 'Hassan'), 'import.name-does-not-match'],
    ['another birth under the same number', OMAR.replace('1990', '1991'), 'import.birth-does-not-match'],
    ['another card under the same number', OMAR.replace('JA123456', 'JB654321'), 'import.card-does-not-match'],
    [
      'the card of someone inside under another number',
      OMAR.replace('24/12', '24/13'),
      'import.register-does-not-match',
    ],
    ['neither number', OMAR.replace('24/12', '').replace('JA123456', ''), 'import.doubtful'],
  ])('with %s is doubted', async (_what, line, code) => {
    await admit(OMAR);
    const { outcomes } = await admit(line);
    expect(outcomes).toEqual([{ line: 2, outcome: 'doubtful', code }]);
  });

  it('whose card and number belong to two people is doubted', async () => {
    await admit(OMAR, '24/13;Tiznit;Amzian;Saïd;M;1988-01-02;JC777777;Tiznit;11/03/2024;Condamné');
    const { outcomes } = await admit(OMAR.replace('JA123456', 'JC777777'));
    expect(outcomes).toEqual([{ line: 2, outcome: 'doubtful', code: 'import.numbers-disagree' }]);
  });

  it('of someone released before begins a new episode, in whatever order the lines stand', async () => {
    await admit(OMAR);
    await release('24/12;Tiznit;Tekna;Omar;JA123456;01/02/2025;Fin de peine');
    const back = '25/7;Aït Melloul 1;Tekna;Omar;M;04/05/1990;ja 123456;Tiznit;10/03/2025;Prévenu';
    expect(await admit(back, OMAR)).toMatchObject({ applied: 1, repeated: 1 });
    expect(await admit(OMAR, back)).toMatchObject({ applied: 0, repeated: 2 });
    expect(await registered()).toBe(1);
  });

  it('is decided by its day, not by its place in the list', async () => {
    const later = '25/7;Aït Melloul 1;Tekna;Omar;M;04/05/1990;ja 123456;Tiznit;10/03/2025;Prévenu';
    const withoutNumber = later.replace('25/7', '').replace('2025', '2026');
    expect((await admit(withoutNumber, later, OMAR)).outcomes).toMatchObject([
      { line: 2, outcome: 'refused', code: 'custody.already-inside' },
      { line: 3, outcome: 'refused', code: 'custody.already-inside' },
      { line: 4, outcome: 'applied' },
    ]);
  });

  it('follows one of the same list by which the person became known', async () => {
    const numbered = OMAR.replace('JA123456', '');
    const carded = OMAR.replace('24/12', '');
    const back = '25/7;Dakhla;Tekna;Omar;M;04/05/1990;JA123456;Tiznit;10/03/2025;Prévenu';
    expect(await admit(numbered)).toMatchObject({ applied: 1 });
    expect((await admit(back, OMAR, numbered, carded)).outcomes).toMatchObject([
      { line: 2, outcome: 'refused', code: 'custody.already-inside' },
      { line: 3, outcome: 'applied' },
      { line: 4, outcome: 'repeated' },
      { line: 5, outcome: 'repeated' },
    ]);
  });

  it('that comes twice, once without the card, is one person in the rehearsal as in the record', async () => {
    const file = await list(ADMISSION, [OMAR.replace('24/12', ''), OMAR.replace('1990', '1991'), OMAR]);
    const rehearsed = await importAdmissions(desk, file, { actor: officer, dryRun: true });
    const { outcomes } = await importAdmissions(desk, file, { actor: officer });
    expect(rehearsed.outcomes).toEqual(outcomes);
    expect(await registered()).toBe(1);
  });

  it('of a minor whom nobody answers for is refused, and leaves nothing behind', async () => {
    const { outcomes } = await admit('26/1;Tiznit;Tekna;Saïd;M;04/05/2010;;Tiznit;10/01/2026;Prévenu');
    expect(outcomes).toMatchObject([{ outcome: 'refused', code: 'beneficiary.minor-needs-guardian' }]);
    expect(await registered()).toBe(0);
  });

  it('that lies ahead is refused, and the person is not registered either', async () => {
    const { outcomes } = await admit(OMAR.replace('10/03/2024', '10/03/2030'));
    expect(outcomes).toMatchObject([{ outcome: 'refused', code: 'custody.admission-in-future' }]);
    expect(await registered()).toBe(0);
  });

  it('that brings the card of someone known without one adds it', async () => {
    await admit(OMAR.replace('JA123456', ''));
    expect(await admit(OMAR)).toMatchObject({ applied: 1 });
    expect(await admit(OMAR)).toMatchObject({ repeated: 1 });
    expect(await registered()).toBe(1);
  });

  it('in a prison outside the sender’s unit is refused', async () => {
    const file = await list(ADMISSION, [OMAR]);
    const { outcomes } = await importAdmissions(desk, file, { actor: { ...officer, unit: 'MA-LAA' } });
    expect(outcomes).toMatchObject([{ outcome: 'refused', code: 'import.establishment-out-of-unit' }]);
  });

  it('under a number that someone released before had is another person’s', async () => {
    await admit(OMAR);
    await release('24/12;Tiznit;Tekna;Omar;JA123456;01/02/2025;Fin de peine');
    expect(await admit('24/12;Tiznit;Amzian;Saïd;M;1988-01-02;;Tiznit;11/03/2025;Condamné')).toMatchObject({
      applied: 1,
    });
    expect(await registered()).toBe(2);
  });
});

describe('a release', () => {
  beforeEach(() => admit(OMAR));

  it.each([
    ['another name', '24/12;Tiznit;Amzian;Saïd;JA123456;01/02/2025;Grâce royale', 'import.name-does-not-match'],
    ['another card', '24/12;Tiznit;Tekna;Omar;JB123456;01/02/2025;Grâce royale', 'import.card-does-not-match'],
    ['an unknown number and no card', '24/99;Tiznit;Tekna;Omar;;01/02/2025;Grâce royale', 'import.person-not-found'],
    [
      'the same number in another prison',
      '24/12;Dakhla;Tekna;Omar;;01/02/2025;Grâce royale',
      'import.person-not-found',
    ],
    [
      'another number in this prison',
      '24/99;Tiznit;Tekna;Omar;JA123456;01/02/2025;Grâce royale',
      'import.register-does-not-match',
    ],
    ['no number at all', ';Tiznit;Tekna;Omar;;01/02/2025;Grâce royale', 'import.doubtful'],
  ])('with %s is doubted', async (_what, line, code) => {
    expect((await release(line)).outcomes).toEqual([{ line: 2, outcome: 'doubtful', code }]);
  });

  it.each([
    ['without a card', '24/12;tiznit;TEKNA;omar;;01/02/2025;Grâce royale'],
    ['without a number', ';Tiznit;Omar;Tekna;ja 12 34 56;2025-02-01;grace royale'],
    ['from a prison whose transfer nobody told', '25/4;Dakhla;Tekna;Omar;JA123456;1/2/2025;royal-pardon'],
  ])('%s is recorded', async (_what, line) => {
    expect(await release(line)).toMatchObject({ applied: 1, byProvince: { 'MA-TIZ': 1 } });
  });

  it('under the number of the prison that the person was moved from is doubted', async () => {
    await send(recordTransfer, { establishment: 'DAKHLA', transferredOn: '2024-09-01', registerNumber: '24/801' });
    const { outcomes } = await release('24/12;Tiznit;Tekna;Omar;;01/02/2025;Grâce royale');
    expect(outcomes).toMatchObject([{ code: 'import.register-does-not-match' }]);
    expect(await release('24/801;Dakhla;Tekna;Omar;;01/02/2025;Grâce royale')).toMatchObject({ applied: 1 });
  });

  it('finds the person whose number was told by hand in Arabic digits', async () => {
    await send(recordTransfer, { establishment: 'DAKHLA', transferredOn: '2024-09-01', registerNumber: '٢٤/ ٨٠١' });
    expect(await release('24/801;Dakhla;Tekna;Omar;;01/02/2025;Grâce royale')).toMatchObject({ applied: 1 });
  });

  it('told twice, by the number alone and by the card alone, is recorded as of the earlier day', async () => {
    const byCard = ';Tiznit;Tekna;Omar;JA123456;03/02/2025;Grâce royale';
    const byNumber = '24/12;Tiznit;Tekna;Omar;;01/02/2025;Grâce royale';
    expect((await release(byCard, byNumber)).outcomes).toMatchObject([
      { line: 2, outcome: 'doubtful', code: 'import.released-otherwise' },
      { line: 3, outcome: 'applied' },
    ]);
  });

  it('recorded on another day is doubted; the day it was recorded for is a repeat, also once it was voided', async () => {
    await send(recordRelease, { releasedOn: '2025-02-01', reason: 'royal-pardon' });
    const again = '24/12;Tiznit;Tekna;Omar;;01/02/2025;Grâce royale';
    expect(await release(again)).toMatchObject({ repeated: 1 });
    expect((await release(again.replace('01/02', '03/02'))).outcomes).toMatchObject([
      { outcome: 'doubtful', code: 'import.released-otherwise' },
    ]);
    await send(voidRelease, { because: 'Another person of that name' }, steward);
    expect(await release(again)).toMatchObject({ repeated: 1 });
  });

  it('still finds the person by number once a wrong card was taken from them', async () => {
    await send(retireIdentifier, { type: 'cin', value: 'JA123456', because: 'Misread' }, steward);
    expect(await release('24/12;Tiznit;Tekna;Omar;JA123456;01/02/2025;Grâce royale')).toMatchObject({ applied: 1 });
  });

  it('before the admission is refused in the reader’s language, and no spreadsheet takes a cell for a formula', async () => {
    const result = await release(
      '24/12;Tiznit;Tekna;Omar;;01/02/2020;Grâce royale',
      ';Tiznit;=1+1;+2;;01/02/2025;Grâce royale',
    );
    const report = lineReport(result, 'fr');
    expect(report.split('\n')[0]).toBe('line,outcome,code,text');
    expect(report).toContain('2,refused,custody.release-before-admission,La sortie précède l’admission');
    expect(report).not.toMatch(/(^|,|")[=+@-]/m);
    expect(report).not.toContain('Omar');
  });
});

async function list(titles: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, 'list.csv');
  await writeFile(file, [titles, ...lines].join('\r\n'));
  return file;
}

async function admit(...lines: string[]) {
  return importAdmissions(desk, await list(ADMISSION, lines), { actor: officer });
}

async function release(...lines: string[]) {
  return importReleases(desk, await list(RELEASE, lines), { actor: steward });
}

let sent = 0;
async function send(declaration: any, fields: object, actor = officer) {
  const people = await desk.events.readAll('', 1000);
  const stream = people.find(({ type }) => type === 'BeneficiaryRegistered')?.stream ?? '';
  const id = stream.slice('beneficiary-'.length);
  const command = Object.assign(new declaration.command(), fields);
  await desk.desk.send({
    declaration,
    id,
    fields: command,
    commandId: idFrom('test', String(sent++)),
    actor,
    channel: 'http',
  });
}

async function registered(): Promise<number> {
  return (await desk.events.readAll('', 1000)).filter(({ type }) => type === 'BeneficiaryRegistered').length;
}
