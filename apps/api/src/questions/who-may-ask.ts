import type { Actor } from '#libs/event-store';
import type { Condition } from '#libs/read-models';
import { EVERYWHERE, provincesOfUnit, unitCovers } from '#libs/reference';

export const DOCUMENTS = ['beneficiaries', 'custodies', 'cases', 'projects', 'agreements'] as const;
export type Documents = (typeof DOCUMENTS)[number];

/** They read everything, everywhere, whatever their unit. */
const READS_EVERYTHING = ['general-coordinator', 'auditor'];

/**
 * Who may read which documents, in their own unit; who is not named reads nothing. Each role sees what its commands
 * are decided on and no more. `administrator`, `partner` and `process` read nothing, `observer` only indicators.
 */
const READERS: Readonly<Record<Documents | 'indicators', readonly string[]>> = {
  beneficiaries: [
    'prison-officer',
    'social-worker',
    'centre-manager',
    'project-officer',
    'regional-coordinator',
    'child-educator',
    'data-steward',
    'data-protection-officer',
  ],
  custodies: [
    'prison-officer',
    'social-worker',
    'centre-manager',
    'regional-coordinator',
    'child-educator',
    'data-steward',
  ],
  cases: [
    'prison-officer',
    'social-worker',
    'centre-manager',
    'project-officer',
    'regional-coordinator',
    'child-educator',
  ],
  projects: [
    'social-worker',
    'centre-manager',
    'project-officer',
    'regional-coordinator',
    'committee-member',
    'procurement',
    'finance',
  ],
  agreements: [
    'centre-manager',
    'project-officer',
    'regional-coordinator',
    'committee-member',
    'procurement',
    'finance',
  ],
  indicators: [
    'social-worker',
    'centre-manager',
    'project-officer',
    'regional-coordinator',
    'committee-member',
    'finance',
    'data-protection-officer',
    'observer',
  ],
};

/** A project comes before the committee when it is submitted, and stays in its books. */
const BEFORE_THE_COMMITTEE = ['submitted', 'approved', 'rejected'];

export function mayAsk({ role }: Actor, what: Documents | 'indicators'): boolean {
  return READS_EVERYTHING.includes(role) || READERS[what].includes(role);
}

/** What of these documents lies in the asker's reach, as conditions on what the projections say about it. */
export function withinReach({ role, unit }: Actor, what: Documents): readonly Condition[] {
  if (READS_EVERYTHING.includes(role)) return [];
  const step: Condition[] =
    role === 'committee-member' && what === 'projects' ? [{ field: 'status', in: BEFORE_THE_COMMITTEE }] : [];
  return unit === EVERYWHERE
    ? step
    : [...step, { field: '_.reach', in: [...new Set([...provincesOfUnit(unit), unit])] }];
}

/** Small numbers point at people: only those who could read the people themselves see them. */
export function seesSmallNumbers({ role, unit }: Actor, province: string | undefined): boolean {
  if (READS_EVERYTHING.includes(role)) return true;
  if (role === 'observer') return false;
  return unit === EVERYWHERE || (province !== undefined && unitCovers(unit, province));
}
