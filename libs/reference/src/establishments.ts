import type { LocalDate } from '#libs/kernel';
import { byCode, type Named } from './named.ts';

export interface Establishment extends Named {
  readonly kind: 'prison' | 'child-protection';
  /** The province it stands in. */
  readonly province: string;
  /** First day in service, where it is known. */
  readonly openedOn?: LocalDate;
  /** First day out of service; absent while it serves. */
  readonly closedOn?: LocalDate;
}

/** Spellings are those of the prisons' own exports and of the press. */
export const establishments: readonly Establishment[] = [
  {
    code: 'AIT-MELLOUL-1',
    kind: 'prison',
    province: 'MA-INE',
    ar: 'السجن المحلي آيت ملول 1',
    fr: 'Prison locale d’Aït Melloul 1',
    en: 'Aït Melloul 1 prison',
    spellings: ['أيت ملول 1', 'ايت ملول1', 'Aït Melloul 1', 'Ait Melloul I'],
  },
  {
    code: 'AIT-MELLOUL-2',
    kind: 'prison',
    province: 'MA-INE',
    ar: 'السجن المحلي آيت ملول 2',
    fr: 'Prison locale d’Aït Melloul 2',
    en: 'Aït Melloul 2 prison',
    spellings: ['أيت ملول 2', 'ايت ملول2', 'Aït Melloul 2', 'Ait Melloul II'],
  },
  {
    code: 'TIZNIT',
    kind: 'prison',
    province: 'MA-TIZ',
    ar: 'السجن المحلي تيزنيت',
    fr: 'Prison locale de Tiznit',
    en: 'Tiznit prison',
    spellings: ['تيزنيت', 'تزنيت'],
  },
  {
    code: 'TAROUDANT',
    kind: 'prison',
    province: 'MA-TAR',
    ar: 'السجن المحلي تارودانت',
    fr: 'Prison locale de Taroudant',
    en: 'Taroudant prison',
    spellings: ['تارودانت', 'Taroudannt'],
  },
  {
    code: 'BOUIZAKARNE',
    kind: 'prison',
    province: 'MA-GUE',
    ar: 'السجن المحلي بويزكارن',
    fr: 'Prison locale de Bouizakarne',
    en: 'Bouizakarne prison',
    spellings: ['بويزكارن', 'بوزكارن', 'Bouizakarn'],
  },
  {
    code: 'LAAYOUNE',
    kind: 'prison',
    province: 'MA-LAA',
    ar: 'السجن المحلي العيون',
    fr: 'Prison locale de Laâyoune',
    en: 'Laâyoune prison',
    spellings: ['العيون', 'Laâyoune'],
  },
  {
    code: 'DAKHLA',
    kind: 'prison',
    province: 'MA-OUD',
    ar: 'السجن المحلي الداخلة',
    fr: 'Prison locale de Dakhla',
    en: 'Dakhla prison',
    spellings: ['الداخلة'],
  },
  {
    code: 'CPE-AGADIR',
    kind: 'child-protection',
    province: 'MA-AGD',
    ar: 'مركز حماية الطفولة بأكادير',
    fr: 'Centre de protection de l’enfance d’Agadir',
    en: 'Agadir child-protection centre',
    spellings: ['مركز حماية الطفولة أكادير', 'CPE Agadir'],
  },
  {
    code: 'CPE-LAAYOUNE',
    kind: 'child-protection',
    province: 'MA-LAA',
    ar: 'مركز حماية الطفولة بالعيون',
    fr: 'Centre de protection de l’enfance de Laâyoune',
    en: 'Laâyoune child-protection centre',
    spellings: ['مركز حماية الطفولة العيون', 'CPE Laâyoune'],
  },
];

const byEstablishment = byCode(establishments);

export function isEstablishment(code: unknown): code is string {
  return typeof code === 'string' && byEstablishment.has(code);
}

/** The establishment of that code, if there is one. */
export function establishment(code: string): Establishment | undefined {
  return byEstablishment.get(code);
}

export function provinceOfEstablishment(code: string): string | undefined {
  return byEstablishment.get(code)?.province;
}

/** In service on that day; where no dates are known, it is taken to be. */
export function wasOpenOn(code: string, day: LocalDate): boolean {
  const found = byEstablishment.get(code);
  if (!found) return false;
  return (found.openedOn ?? day) <= day && (found.closedOn === undefined || day < found.closedOn);
}
