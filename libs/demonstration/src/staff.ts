import type { Actor } from '#libs/event-store';
import { centreOf, EVERYWHERE, provinceOfEstablishment, regionOf } from '#libs/reference';

export const generalCoordinator: Actor = { id: 'abdelouahed', role: 'general-coordinator', unit: EVERYWHERE };
export const finance: Actor = { id: 'siham', role: 'finance', unit: EVERYWHERE };
export const dataSteward: Actor = { id: 'rachid', role: 'data-steward', unit: EVERYWHERE };

const PRISON_OFFICERS: Readonly<Record<string, string>> = {
  'AIT-MELLOUL-1': 'hicham',
  'AIT-MELLOUL-2': 'samira',
  TIZNIT: 'lahbib',
  TAROUDANT: 'abdelhak',
  BOUIZAKARNE: 'jamal',
  LAAYOUNE: 'mbarka',
  DAKHLA: 'sidi-ahmed',
  'CPE-AGADIR': 'loubna',
  'CPE-LAAYOUNE': 'hafsa',
};

interface CentreStaff {
  readonly manager: string;
  readonly projectOfficer: string;
  readonly workers: readonly string[];
}
const NOBODY: CentreStaff = { manager: 'intissar', projectOfficer: 'noureddine', workers: ['amina'] };
const CENTRES: Readonly<Record<string, CentreStaff>> = {
  'CAR-AGA': {
    manager: 'fatima-zahra',
    projectOfficer: 'younes',
    workers: ['amina', 'mehdi', 'zahra', 'ismail', 'khadouj', 'said'],
  },
  'CAR-DAK': { manager: 'mohamed-lamine', projectOfficer: 'nadia', workers: ['salka', 'hamza'] },
};

const REGIONAL: Readonly<Record<string, string>> = {
  'MA-09': 'driss',
  'MA-10': 'latifa',
  'MA-11': 'khalihenna',
  'MA-12': 'bouchra',
};

/** The officer who prepares people for release in an establishment; sees its province. */
export function prisonOfficer(establishment: string): Actor {
  const unit = provinceOfEstablishment(establishment) ?? EVERYWHERE;
  return { id: PRISON_OFFICERS[establishment] ?? 'hicham', role: 'prison-officer', unit };
}

export function centreManager(centre: string): Actor {
  return { id: staffOf(centre).manager, role: 'centre-manager', unit: centre };
}

export function projectOfficer(centre: string): Actor {
  return { id: staffOf(centre).projectOfficer, role: 'project-officer', unit: centre };
}

/** One of a centre's social workers, always the same for the same number. */
export function socialWorker(centre: string, number: number): Actor {
  const { workers } = staffOf(centre);
  return { id: workers[number % workers.length] ?? 'amina', role: 'social-worker', unit: centre };
}

export function regionalCoordinator(province: string): Actor {
  const unit = regionOf(province) ?? EVERYWHERE;
  return { id: REGIONAL[unit] ?? 'driss', role: 'regional-coordinator', unit };
}

/** Two members of the province's committee: nobody decides two steps of one project. */
export function committeeMember(province: string, which: 'review' | 'session'): Actor {
  const place = province.slice('MA-'.length).toLowerCase();
  return { id: `${which === 'review' ? 'karima' : 'brahim'}-cpdh-${place}`, role: 'committee-member', unit: province };
}

/** The centre that serves a province; every province of the south has one. */
export function centreFor(province: string): string {
  return centreOf(province) ?? 'CAR-AGA';
}

function staffOf(centre: string): CentreStaff {
  return CENTRES[centre] ?? NOBODY;
}
