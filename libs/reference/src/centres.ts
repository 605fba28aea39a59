import { byCode, type Named } from './named.ts';
import { regionOf } from './places.ts';

/** An after-care centre (مركز المصاحبة وإعادة الإدماج). It serves every province of its regions. */
export interface Centre extends Named {
  /** The province it stands in. */
  readonly province: string;
  readonly regions: readonly string[];
}

export const centres: readonly Centre[] = [
  {
    code: 'CAR-AGA',
    province: 'MA-AGD',
    regions: ['MA-09', 'MA-10', 'MA-11'],
    ar: 'مركز المصاحبة وإعادة الإدماج بأكادير',
    fr: 'Centre d’accompagnement et de réinsertion d’Agadir',
    en: 'Agadir after-care and reintegration centre',
  },
  {
    code: 'CAR-DAK',
    province: 'MA-OUD',
    regions: ['MA-12'],
    ar: 'مركز المصاحبة وإعادة الإدماج بالداخلة',
    fr: 'Centre d’accompagnement et de réinsertion de Dakhla',
    en: 'Dakhla after-care and reintegration centre',
  },
];

const byCentre = byCode(centres);
const centreOfRegion = new Map(
  centres.flatMap((centre) => centre.regions.map((region): [string, string] => [region, centre.code])),
);

export function isCentre(code: unknown): code is string {
  return typeof code === 'string' && byCentre.has(code);
}

export function centre(code: string): Centre | undefined {
  return byCentre.get(code);
}

/** Code of the centre that serves a province. */
export function centreOf(province: string): string | undefined {
  return centreOfRegion.get(regionOf(province) ?? '');
}
