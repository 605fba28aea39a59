import { importReleases, importAdmissions } from '#libs/registers';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Desk, openDesk } from '../support/open-desk.ts';

const actor = { id: 'rachid', role: 'data-steward', unit: '*' };
const TITLES =
  "Matricule,Établissement pénitentiaire,NOM,Prénom(s),Né(e) le,C.I.N.,Date de sortie,Motif d'élargissement";
const LINE = '12,Tiznit,Tekna,Omar,04/05/1990,,01/02/2025,Grâce royale';

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

async function take(content: string | Uint8Array) {
  const file = join(folder, 'list.csv');
  await writeFile(file, content);
  return importReleases(desk, file, { actor });
}

function windows1256(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1256');
  const byLetter = new Map(Array.from({ length: 256 }, (_none, at) => [decoder.decode(Uint8Array.of(at)), at]));
  return Uint8Array.from([...text].map((letter) => byLetter.get(letter) ?? 63));
}

describe('a file that is not a list we can read', () => {
  it.each([
    ['is empty', '', 'import.empty', {}],
    ['has titles alone', `${TITLES}\r\n\r\n`, 'import.empty', {}],
    [
      'lacks a column',
      `${TITLES.replace('Établissement pénitentiaire,', '')}\n${LINE}`,
      'import.column-missing',
      { column: 'Établissement' },
    ],
    ['has a column nobody knows', `${TITLES},Délit\n${LINE},x`, 'import.column-unknown', { column: 'Délit' }],
    ['has a column twice', `${TITLES},CNIE\n${LINE},`, 'import.column-repeated', { column: 'CIN' }],
    ['has a quote that never ends', `${TITLES}\n${LINE}\n"12,Tiznit`, 'import.not-csv', { line: 3 }],
    [
      'has a quote that never ends, long before its end',
      `${TITLES}\n${LINE}\n"12,Tiznit\n${`${LINE}\n`.repeat(5000)}`,
      'import.not-csv',
      { line: 3 },
    ],
  ])('%s: one problem says so', async (_what, content, code, params) => {
    await expect(take(content)).rejects.toMatchObject({ code, params });
  });

  it('is not there: the problem names the file', async () => {
    const file = join(folder, 'no-such-list.csv');
    await expect(importReleases(desk, file, { actor })).rejects.toMatchObject({
      code: 'import.unreadable',
      params: { file },
    });
  });

  it('repeats nothing of a person when it has no titles', async () => {
    const problem = await take(LINE).catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: 'import.column-missing' });
    expect(JSON.stringify(problem)).not.toContain('Omar');
  });

  it('is in no encoding of a list', async () => {
    await expect(take(Uint8Array.of(0xc3, 0x28, 0x0a, 0xff))).rejects.toMatchObject({ code: 'import.not-utf8' });
  });

  it('is refused from anyone but those who may import', async () => {
    await expect(
      importAdmissions(desk, join(folder, 'none.csv'), { actor: { ...actor, role: 'social-worker' } }),
    ).rejects.toMatchObject({ code: 'auth.forbidden' });
  });
});

describe('a list', () => {
  it.each([
    ['UTF-16', Buffer.from(`\ufeff${TITLES}\n${LINE}`, 'utf16le')],
    ['the Windows encoding for French', Buffer.from(`${TITLES}\n${LINE}`, 'latin1')],
    [
      'the Windows encoding for Arabic',
      windows1256(
        'رقم الاعتقال,المؤسسة,الاسم العائلي,الاسم الشخصي,تاريخ الإفراج,سبب الإفراج\n12,تيزنيت,تكنة,عمر,01/02/2025,عفو ملكي',
      ),
    ],
  ])('is read in %s', async (_encoding, content) => {
    expect((await take(content)).outcomes).toMatchObject([{ line: 2, code: 'import.person-not-found' }]);
  });

  it.each([
    ['two bytes a letter', (text: string) => Buffer.from(text)],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('that is long is read whole, in %s, whatever falls between two pieces of it', async (_encoding, encode) => {
    const reasons = ['عفو ملكي', 'Grâce royale', 'عفو  ملكي', 'grâce  royale '];
    const lines = Array.from({ length: 4000 }, (_none, at) => LINE.replace('Grâce royale', reasons[at % 4] ?? ''));
    const { outcomes } = await take(encode([TITLES, ...lines].join('\r\n')));
    expect(outcomes).toEqual(
      lines.map((_line, at) => ({ line: at + 2, outcome: 'doubtful', code: 'import.person-not-found' })),
    );
  });

  it('that turns out unreadable far from its beginning is refused as a whole', async () => {
    const text = Buffer.from(`\ufeff${[TITLES, ...Array<string>(4000).fill(LINE)].join('\n')}`, 'utf16le');
    await expect(take(text.subarray(0, text.length - 1))).rejects.toMatchObject({ code: 'import.not-utf8' });
  });

  it('names a line by where it begins, past blank lines and line ends inside quotes', async () => {
    const lines = [
      TITLES,
      '',
      '12,Tiznit,"Tekna',
      '",Omar,,,31/02/2024,Grâce royale',
      ',,,,,,,',
      LINE,
      LINE.replace('12,', ''),
    ];
    const { outcomes } = await take(lines.join('\r\n'));
    expect(outcomes).toMatchObject([
      { line: 3, code: 'import.date-unreadable', params: { column: 'Date de libération' } },
      { line: 6, code: 'import.person-not-found' },
      { line: 7, code: 'import.cells-do-not-fit' },
    ]);
  });

  it.each([
    ['a prison nobody knows', LINE.replace('Tiznit', 'Oukacha'), 'import.value-unknown'],
    ['no prison', LINE.replace('Tiznit', ' '), 'import.value-missing'],
    ['a reason nobody knows', LINE.replace('Grâce royale', 'évasion'), 'import.value-unknown'],
    ['a day that is not in the calendar', LINE.replace('01/02/2025', '29/02/2025'), 'import.date-unreadable'],
    ['a birth that is no day', LINE.replace('04/05/1990', '04/5x/1990'), 'import.date-unreadable'],
    ['a card that is none', LINE.replace('1990,,', '1990,123,'), 'beneficiary.identifier-malformed'],
  ])('refuses a line with %s and goes on', async (_what, line, code) => {
    const { outcomes } = await take([TITLES, line, LINE].join('\n'));
    expect(outcomes).toMatchObject([
      { line: 2, outcome: 'refused', code },
      { line: 3, outcome: 'doubtful', code: 'import.person-not-found' },
    ]);
  });

  it.each(['Prison locale de Tiznit', 'السجن المحلي بتيزنيت', 'TIZNIT', 'تزنيت'])(
    'knows the prison when it writes %s',
    async (prison) => {
      const { outcomes } = await take([TITLES, LINE.replace('Tiznit', prison)].join('\n'));
      expect(outcomes).toMatchObject([{ code: 'import.person-not-found' }]);
    },
  );
});
