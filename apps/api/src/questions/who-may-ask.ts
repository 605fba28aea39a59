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
export function withinReach(actor: Actor, what: Documents): readonly Condition[] {
  return [...atTheirStage(actor, what), ...inUnit(actor)];
}

/** Where what the asker may see of these documents depends on how far they have come. */
export function atTheirStage({ role }: Actor, what: Documents): readonly Condition[] {
  const isCommittee = role === 'committee-member' && what === 'projects';
  return isCommittee ? [{ field: 'status', in: BEFORE_THE_COMMITTEE }] : [];
}

function inUnit({ role, unit }: Actor): readonly Condition[] {
  if (READS_EVERYTHING.includes(role) || unit === EVERYWHERE) return [];
  return [{ field: '_.reach', in: [...new Set([...provincesOfUnit(unit), unit])] }];
}

/** Small numbers point at people: only those who could read the people themselves see them. */
export function seesSmallNumbers(actor: Actor, province: string | undefined): boolean {
  const { role, unit } = actor;
  if (READS_EVERYTHING.includes(role)) return true;
  if (!mayAsk(actor, 'beneficiaries')) return false;
  return unit === EVERYWHERE || (province !== undefined && unitCovers(unit, province));
}
