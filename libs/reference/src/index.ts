export { type Centre, centre, centreOf, centres, isCentre } from './centres.ts';
export {
  type Establishment,
  establishment,
  establishments,
  isEstablishment,
  provinceOfEstablishment,
  wasOpenOn,
} from './establishments.ts';
export { type Labels, type Named } from './named.ts';
export { isProvince, isRegion, type Province, province, provinces, region, regionOf, regions } from './places.ts';
export { isRole, type Role, role, roles } from './roles.ts';
export { labelsOf, type TermList, terms } from './terms.ts';
export { isTrade, sectors, type Trade, trade, trades } from './trades.ts';
export { EVERYWHERE, isUnit, provincesOfUnit, unitCovers } from './units.ts';
