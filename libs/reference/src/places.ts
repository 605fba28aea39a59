import { byCode, type Named } from './named.ts';

export interface Province extends Named {
  /** ISO 3166-2:MA code of the region it lies in. */
  readonly region: string;
}

/** ISO 3166-2:MA; the names are those of the 2015 division (decree 2-15-40). */
export const regions = [
  { code: 'MA-09', ar: 'سوس - ماسة', fr: 'Souss-Massa', en: 'Souss-Massa' },
  { code: 'MA-10', ar: 'كلميم - واد نون', fr: 'Guelmim-Oued Noun', en: 'Guelmim-Oued Noun' },
  { code: 'MA-11', ar: 'العيون - الساقية الحمراء', fr: 'Laâyoune-Sakia El Hamra', en: 'Laâyoune-Sakia El Hamra' },
  { code: 'MA-12', ar: 'الداخلة - وادي الذهب', fr: 'Dakhla-Oued Ed-Dahab', en: 'Dakhla-Oued Ed-Dahab' },
] as const satisfies readonly Named[];

export const provinces: readonly Province[] = [
  {
    code: 'MA-AGD',
    region: 'MA-09',
    ar: 'أكادير إداوتنان',
    fr: 'Agadir-Ida-Ou-Tanane',
    en: 'Agadir-Ida-Ou-Tanane',
    spellings: ['أكادير', 'Agadir', 'أكادير إدا وتنان'],
  },
  {
    code: 'MA-INE',
    region: 'MA-09',
    ar: 'إنزكان آيت ملول',
    fr: 'Inezgane-Aït Melloul',
    en: 'Inezgane-Aït Melloul',
    spellings: ['إنزكان', 'إنزكان أيت ملول', 'Inezgane'],
  },
  {
    code: 'MA-CHT',
    region: 'MA-09',
    ar: 'شتوكة آيت باها',
    fr: 'Chtouka-Aït Baha',
    en: 'Chtouka-Aït Baha',
    spellings: ['اشتوكة آيت باها', 'شتوكة', 'Chtouka'],
  },
  { code: 'MA-TAR', region: 'MA-09', ar: 'تارودانت', fr: 'Taroudannt', en: 'Taroudannt', spellings: ['Taroudant'] },
  { code: 'MA-TIZ', region: 'MA-09', ar: 'تيزنيت', fr: 'Tiznit', en: 'Tiznit', spellings: ['تزنيت'] },
  { code: 'MA-TAT', region: 'MA-09', ar: 'طاطا', fr: 'Tata', en: 'Tata' },
  {
    code: 'MA-GUE',
    region: 'MA-10',
    ar: 'كلميم',
    fr: 'Guelmim',
    en: 'Guelmim',
    spellings: ['گلميم', 'Goulmim', 'Goulimine'],
  },
  {
    code: 'MA-TNT',
    region: 'MA-10',
    ar: 'طانطان',
    fr: 'Tan-Tan',
    en: 'Tan-Tan',
    spellings: ['طان طان', 'Tantan', 'Tan Tan'],
  },
  {
    code: 'MA-ASZ',
    region: 'MA-10',
    ar: 'آسا - الزاك',
    fr: 'Assa-Zag',
    en: 'Assa-Zag',
    spellings: ['أسا الزاك', 'آسا الزاك'],
  },
  { code: 'MA-SIF', region: 'MA-10', ar: 'سيدي إفني', fr: 'Sidi Ifni', en: 'Sidi Ifni' },
  {
    code: 'MA-LAA',
    region: 'MA-11',
    ar: 'العيون',
    fr: 'Laâyoune',
    en: 'Laâyoune',
    spellings: ['Laayoune', 'El Aaiún'],
  },
  { code: 'MA-BOD', region: 'MA-11', ar: 'بوجدور', fr: 'Boujdour', en: 'Boujdour' },
  { code: 'MA-TAF', region: 'MA-11', ar: 'طرفاية', fr: 'Tarfaya', en: 'Tarfaya' },
  {
    code: 'MA-ESM',
    region: 'MA-11',
    ar: 'السمارة',
    fr: 'Es-Semara',
    en: 'Es-Semara',
    spellings: ['Smara', 'Es Smara'],
  },
  {
    code: 'MA-OUD',
    region: 'MA-12',
    ar: 'وادي الذهب',
    fr: 'Oued Ed-Dahab',
    en: 'Oued Ed-Dahab',
    spellings: ['الداخلة', 'واد الذهب', 'Dakhla'],
  },
  { code: 'MA-AOU', region: 'MA-12', ar: 'أوسرد', fr: 'Aousserd', en: 'Aousserd', spellings: ['أوسرد', 'Aoussard'] },
];

const byProvince = byCode(provinces);
const byRegion = byCode(regions);

export function isProvince(code: unknown): code is string {
  return typeof code === 'string' && byProvince.has(code);
}

export function isRegion(code: unknown): code is string {
  return typeof code === 'string' && byRegion.has(code);
}

/** The province of that code, if it is one. */
export function province(code: string): Province | undefined {
  return byProvince.get(code);
}

export function region(code: string): Named | undefined {
  return byRegion.get(code);
}

/** Code of the region a province lies in. */
export function regionOf(code: string): string | undefined {
  return byProvince.get(code)?.region;
}
