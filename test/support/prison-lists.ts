import { writeFile } from 'node:fs/promises';

/** Numbers from one seed, the same on every machine. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const PRISONS = [
  ['أيت ملول 1', 'Aït Melloul 1'],
  ['أيت ملول 2', 'Ait Melloul II'],
  ['تيزنيت', 'TIZNIT'],
  ['تارودانت', 'Taroudannt'],
  ['بويزكارن', 'Bouizakarne'],
  ['العيون', 'Prison locale de Laâyoune'],
  ['الداخلة', 'Dakhla'],
] as const;
const FAMILY = [
  'الدليمي',
  'أوبلا',
  'بوشامة',
  'منت سيدي',
  'أمزيان',
  'الفيلالي',
  'الإدريسي',
  'أيت الحاج',
  'الركيبي',
  'تكنة',
];
const FAMILY_FR = [
  'Dlimi',
  'Oubla',
  'Bouchama',
  'Mint Sidi',
  'Amzian',
  'El Filali',
  'El Idrissi',
  'Aït El Haj',
  'Rguibi',
  'Tekna',
];
const GIVEN = ['مبارك', 'سعيد', 'عبد الله', 'عمر', 'رشيد', 'عبد الرحمان', 'خالد', 'محمد', 'حسن', 'إبراهيم'];
const GIVEN_FR = [
  'M’Barek',
  'Saïd',
  'Abdellah',
  'Omar',
  'Rachid',
  'Abderrahmane',
  'Khalid',
  'Mohamed',
  'Hassan',
  'Brahim',
];
const PROVINCES = ['MA-AGD', 'MA-INE', 'MA-CHT', 'MA-TAR', 'MA-TIZ', 'MA-GUE', 'MA-LAA', 'MA-ESM', 'MA-OUD', 'MA-AOU'];
const WORDS = {
  ar: {
    admission:
      'رقم الاعتقال,المؤسسة,الاسم العائلي,الاسم الشخصي,الجنس,تاريخ الازدياد,رقم البطاقة الوطنية,إقليم السكنى,تاريخ الإيداع,الوضعية الجنائية,تاريخ الإفراج المتوقع',
    release:
      'رقم الاعتقال,المؤسسة,الاسم العائلي,الاسم الشخصي,رقم البطاقة الوطنية,تاريخ الإفراج,سبب الإفراج,إقليم السكنى',
    sex: ['ذكر', 'أنثى'],
    status: ['محكوم', 'مكره بدنيا', 'احتياطي'],
    reason: ['عفو ملكي', 'انتهاء العقوبة', 'إفراج مقيد'],
  },
  fr: {
    admission:
      'N° d’écrou,Établissement,Nom,Prénom,Sexe,Date de naissance,CIN,Province de résidence,Date d’écrou,Situation pénale,Date de libération prévue',
    release: 'N° d’écrou,Établissement,Nom,Prénom,CIN,Date de libération,Motif de libération,Province de résidence',
    sex: ['M', 'F'],
    status: ['Condamné', 'Contraint par corps', 'Prévenu'],
    reason: ['Grâce royale', 'Fin de peine', 'Libération conditionnelle'],
  },
} as const;

export interface ListStyle {
  readonly language?: 'ar' | 'fr';
  readonly separator?: string;
  readonly lineEnd?: string;
  readonly mark?: boolean;
}

interface Inmate {
  readonly register: string;
  readonly prison: number;
  readonly family: number;
  readonly given: number;
  readonly woman: boolean;
  readonly born: string;
  readonly cin: string;
  readonly province: string;
  readonly admitted: string;
  readonly status: number;
  readonly expected: string;
}

/** What a right import of the two lists finds, and the lines (without titles) as cells in the standard order. */
export interface MadeLists {
  readonly admissions: {
    readonly lines: string[][];
    readonly admitted: number;
    readonly repeated: number;
    readonly refused: number;
  };
  readonly releases: {
    readonly lines: string[][];
    readonly released: number;
    readonly repeated: number;
    readonly doubtful: number;
    readonly refused: number;
  };
}

/** A pair of lists as prisons make them, with their usual blemishes, from one seed. */
export function makeLists(seed: number, people: number, language: 'ar' | 'fr' = 'ar'): MadeLists {
  const below = numbersFrom(seed);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const words = WORDS[language];
  const inmates = Array.from({ length: people }, (_none, at): Inmate => {
    const year = 2017 + below(9);
    return {
      register: below(2) ? `${year - 2000}/${at + 1}` : String(10_000 + at),
      prison: below(PRISONS.length),
      family: below(FAMILY.length),
      given: below(GIVEN.length),
      woman: below(12) === 0,
      born: `${1955 + below(50)}-${two(1 + below(12))}-${two(1 + below(28))}`,
      cin: below(4) === 0 ? '' : `J${one(['', 'A', 'B', 'C'])}${100_000 + at}`,
      province: one(PROVINCES),
      admitted: `${year}-${two(1 + below(7))}-${two(1 + below(28))}`,
      status: below(3),
      expected: below(2) ? '2027-05-01' : '',
    };
  });
  const written = (day: string) => {
    const [year, month, date] = day.split('-');
    const style = below(4);
    if (day === '' || style === 0) return day;
    const western = style === 1 ? `${date}-${month}-${year}` : `${date}/${month}/${year}`;
    return style === 3 ? western.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))) : western;
  };
  const card = (cin: string) => (cin && below(4) === 0 ? cin.toLowerCase().replace(/(?=\d)/, ' ') : cin);
  const names = ({ family, given }: Inmate) =>
    language === 'ar' ? [FAMILY[family] ?? '', GIVEN[given] ?? ''] : [FAMILY_FR[family] ?? '', GIVEN_FR[given] ?? ''];
  const prison = ({ prison: at }: Inmate) => PRISONS[at]?.[language === 'ar' ? 0 : 1] ?? '';
  const admission = (inmate: Inmate, admitted = written(inmate.admitted)) => [
    inmate.register,
    prison(inmate),
    ...names(inmate),
    words.sex[inmate.woman ? 1 : 0],
    written(inmate.born),
    card(inmate.cin),
    inmate.province,
    admitted,
    words.status[inmate.status] ?? '',
    written(inmate.expected),
  ];
  const release = (inmate: Inmate, on = '2025-08-20') => [
    inmate.register,
    prison(inmate),
    ...names(inmate),
    card(inmate.cin),
    written(on),
    words.reason[inmate.status] ?? '',
    below(10) ? inmate.province : '',
  ];
  const few = Math.max(1, Math.round(people / 100));
  const admissions = inmates.map((inmate) => admission(inmate));
  for (let at = 0; at < few; at++) insert(admissions, admission(one(inmates)), below);
  for (let at = 0; at < few; at++) {
    insert(admissions, admission({ ...one(inmates), register: `X${at}`, cin: '' }, '31/02/2024'), below);
  }
  const leaving = inmates.filter(() => below(5) < 3);
  const early = leaving.splice(0, few);
  const releases = leaving.map((inmate) => release(inmate));
  for (let at = 0; at < few; at++) insert(releases, release(one(leaving)), below);
  for (const inmate of early) insert(releases, release(inmate, '2016-12-31'), below);
  for (let at = 0; at < few; at++) {
    insert(releases, release({ ...one(inmates), register: String(9_000_000 + at), cin: '' }), below);
    insert(releases, release({ ...one(inmates), register: '', cin: '' }), below);
  }
  return {
    admissions: { lines: admissions, admitted: people, repeated: few, refused: few },
    releases: { lines: releases, released: leaving.length, repeated: few, doubtful: 2 * few, refused: few },
  };
}

export async function writeList(
  file: string,
  kind: 'admission' | 'release',
  lines: readonly (readonly string[])[],
  { language = 'ar', separator = ',', lineEnd = '\r\n', mark = true }: ListStyle = {},
): Promise<string> {
  const rows = [WORDS[language][kind].split(','), ...lines].map((cells) => cells.map(quoted).join(separator));
  await writeFile(file, `${mark ? '\ufeff' : ''}${rows.join(lineEnd)}${lineEnd}`);
  return file;
}

/** The same lines in another order. */
export function shuffled<T>(lines: readonly T[], seed: number): T[] {
  const below = numbersFrom(seed);
  const left = [...lines];
  return lines.map(() => left.splice(below(left.length), 1)[0] as T);
}

function insert<T>(lines: T[], line: T, below: (most: number) => number): void {
  lines.splice(below(lines.length + 1), 0, line);
}

function quoted(cell: string): string {
  return /[,;\t"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
