import { centres, isCentre } from './centres.ts';
import { isProvince, isRegion, provinces, regions } from './places.ts';

/** The unit of those who work for the whole country. */
export const EVERYWHERE = '*';

const covered = new Map<string, ReadonlySet<string>>([
  [EVERYWHERE, new Set(provinces.map(({ code }) => code))],
  ...provinces.map(({ code }) => entry(code, [code])),
  ...regions.map(({ code }) => entry(code, provincesIn([code]))),
  ...centres.map((centre) => entry(centre.code, provincesIn(centre.regions))),
]);

/** A unit is a province, region or centre code, or `*`. */
export function isUnit(code: unknown): code is string {
  return code === EVERYWHERE || isProvince(code) || isRegion(code) || isCentre(code);
}

/** Codes of the provinces a unit covers; an unknown unit covers none. */
export function provincesOfUnit(unit: string): readonly string[] {
  return [...(covered.get(unit) ?? [])];
}

/** `*` also covers what lies in no province we know. */
export function unitCovers(unit: string, province: string): boolean {
  return unit === EVERYWHERE || (covered.get(unit)?.has(province) ?? false);
}

function entry(unit: string, codes: readonly string[]): [string, ReadonlySet<string>] {
  return [unit, new Set(codes)];
}

function provincesIn(regionCodes: readonly string[]): string[] {
  return provinces.filter(({ region }) => regionCodes.includes(region)).map(({ code }) => code);
}
