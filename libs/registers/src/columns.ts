import { searchWords } from '#libs/language';

/** What a column of a prison's export may hold. */
export type Column =
  | 'register'
  | 'establishment'
  | 'family'
  | 'given'
  | 'sex'
  | 'birth'
  | 'cin'
  | 'province'
  | 'admittedOn'
  | 'legalStatus'
  | 'expectedReleaseOn'
  | 'releasedOn'
  | 'reason';

/** The titles that prisons write, the one we ask for first: in Arabic, then in French. */
const TITLES: Readonly<Record<Column, { readonly ar: readonly string[]; readonly fr: readonly string[] }>> = {
  register: {
    ar: ['رقم الاعتقال', 'رقم الإعتقال', 'رقم السجين', 'الرقم الاعتقالي'],
    fr: ['N° d’écrou', 'Écrou', 'Matricule', 'Register number'],
  },
  establishment: {
    ar: ['المؤسسة', 'المؤسسة السجنية', 'السجن', 'السجن المحلي'],
    fr: ['Établissement', 'Établissement pénitentiaire', 'Prison', 'Prison locale'],
  },
  family: { ar: ['الاسم العائلي', 'النسب', 'اسم العائلة'], fr: ['Nom', 'Nom de famille', 'Family name'] },
  given: { ar: ['الاسم الشخصي', 'الاسم'], fr: ['Prénom', 'Prénoms', 'Prénom(s)', 'Given name'] },
  sex: { ar: ['الجنس', 'النوع'], fr: ['Sexe', 'Genre', 'Sex'] },
  birth: {
    ar: ['تاريخ الازدياد', 'تاريخ الإزدياد', 'تاريخ الولادة', 'تاريخ الميلاد'],
    fr: ['Date de naissance', 'Naissance', 'Né le', 'Né(e) le', 'Née le', 'Birth date'],
  },
  cin: {
    ar: ['رقم البطاقة الوطنية', 'رقم البطاقة الوطنية للتعريف', 'البطاقة الوطنية', 'رقم البطاقة', 'رقم ب.و.ت', 'ب.و.ت'],
    fr: ['CIN', 'CNIE', 'CNI', 'Carte nationale', 'Carte nationale d’identité', 'Carte d’identité'],
  },
  province: {
    ar: ['إقليم السكنى', 'إقليم الإقامة', 'الإقليم', 'عمالة أو إقليم السكنى', 'العمالة أو الإقليم'],
    fr: [
      'Province de résidence',
      'Province',
      'Préfecture ou province de résidence',
      'Province ou préfecture de résidence',
      'Province / préfecture',
      'Préfecture / province',
      'Province de domicile',
      'Province d’origine',
      'Résidence',
    ],
  },
  admittedOn: {
    ar: ['تاريخ الإيداع', 'تاريخ الاعتقال', 'تاريخ الإيداع بالسجن', 'تاريخ الدخول'],
    fr: [
      'Date d’écrou',
      'Date d’incarcération',
      'Date d’écrou / d’incarcération',
      'Date de mise sous écrou',
      'Date d’entrée',
      'Date d’admission',
      'Écroué le',
      'Incarcéré le',
    ],
  },
  legalStatus: {
    ar: ['الوضعية الجنائية', 'الوضعية القانونية', 'الوضعية الجزائية'],
    fr: ['Situation pénale', 'Statut pénal', 'Situation juridique', 'Catégorie pénale', 'Legal status'],
  },
  expectedReleaseOn: {
    ar: ['تاريخ الإفراج المتوقع', 'التاريخ المتوقع للإفراج', 'تاريخ الإفراج المرتقب'],
    fr: [
      'Date de libération prévue',
      'Date prévue de libération',
      'Date prévisible de libération',
      'Date de sortie prévue',
      'Date prévue de sortie',
      'Libération prévue',
      'Libération prévue le',
      'Sortie prévue le',
      'Fin de peine prévue',
    ],
  },
  releasedOn: {
    ar: ['تاريخ الإفراج', 'تاريخ المغادرة', 'تاريخ الخروج'],
    fr: [
      'Date de libération',
      'Date de sortie',
      'Date d’élargissement',
      'Date de levée d’écrou',
      'Libéré le',
      'Sorti le',
    ],
  },
  reason: {
    ar: ['سبب الإفراج', 'نوع الإفراج', 'موجب الإفراج'],
    fr: ['Motif de libération', 'Motif de sortie', 'Motif d’élargissement', 'Motif de levée d’écrou', 'Motif'],
  },
};

/** The running number and remarks that lists carry for their readers; nothing is taken from them. */
const PASSED_OVER = ['رقم الترتيب', 'الرقم الترتيبي', 'ر.ت', 'N° d’ordre', 'ملاحظات', 'Observations', 'Remarques'];

const BEFORE_A_VOWEL = /(?<!\p{L})[dl]['’ʼ`´]/giu;
const SMALL_WORDS = new Set([
  'd',
  'l',
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'ou',
  'et',
  'e',
  's',
  'n',
  'no',
  'nr',
  'num',
  'numero',
]);

/** What is left of a title without accents, case, letter variants, dots (`C.I.N.`) and the small words that clerks vary. */
function titleKey(title: string): string {
  return searchWords(title.replace(BEFORE_A_VOWEL, ' ').replaceAll('.', ''))
    .filter((word) => !SMALL_WORDS.has(word))
    .join(' ');
}

const known = new Map<string, Column>(
  Object.entries(TITLES).flatMap(([column, { ar, fr }]) =>
    [...ar, ...fr].map((title): [string, Column] => [titleKey(title), column as Column]),
  ),
);
const passedOver = new Set(PASSED_OVER.map(titleKey));

/** The column that a title means, in Arabic, French or our own words; undefined for one nobody knows. */
export function columnTitled(title: string): Column | 'passed over' | undefined {
  const key = titleKey(title);
  return known.get(key) ?? (key === '' || passedOver.has(key) ? 'passed over' : undefined);
}

/** How we write a column's title, in the language of the other titles. */
export function titleOf(column: Column, language: 'ar' | 'fr'): string {
  return TITLES[column][language][0] ?? column;
}
