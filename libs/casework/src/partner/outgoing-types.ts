/**
 * The types of events that may ever be sent to a partner, one for each event of casework they tell of. What they hold
 * is declared field by field in the partner-feed library; custody facts, names, numbers and notes are in none of them.
 */
export const OUTGOING_TYPES = [
  'ma.idmaj.case.life-plan-agreed.v1',
  'ma.idmaj.case.case-closed.v1',
  'ma.idmaj.project.project-proposed.v1',
  'ma.idmaj.project.project-submitted.v1',
  'ma.idmaj.project.project-approved.v1',
  'ma.idmaj.project.project-rejected.v1',
  'ma.idmaj.project.project-withdrawn.v1',
  'ma.idmaj.agreement.funds-committed.v1',
] as const;
export type OutgoingType = (typeof OUTGOING_TYPES)[number];
