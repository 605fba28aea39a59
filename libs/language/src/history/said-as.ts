import type { TermList } from '#libs/reference';

/** How a value is put in words; `{ term }` is the label of a code. */
export type SaidAs =
  'day' | 'money' | 'name' | 'place' | 'reason' | 'text' | 'unit' | 'yes-or-no' | { readonly term: TermList };

const BY_NAME: Readonly<Record<string, SaidAs>> = {
  ageGroup: { term: 'ageGroup' },
  basis: { term: 'expectedReleaseBasis' },
  because: 'reason',
  centre: { term: 'centre' },
  establishment: { term: 'establishment' },
  favourable: 'yes-or-no',
  inside: 'yes-or-no',
  isOpen: 'yes-or-no',
  level: { term: 'skillLevel' },
  legalStatus: { term: 'legalStatus' },
  name: 'name',
  open: 'yes-or-no',
  outcome: { term: 'caseOutcome' },
  phase: { term: 'casePhase' },
  programme: { term: 'programme' },
  province: { term: 'province' },
  provinces: { term: 'province' },
  reason: { term: 'releaseReason' },
  referredBy: { term: 'referredBy' },
  releaseReason: { term: 'releaseReason' },
  residence: 'place',
  returnedBecause: 'reason',
  role: { term: 'role' },
  sex: { term: 'sex' },
  since: 'day',
  source: { term: 'fundingSource' },
  status: { term: 'projectStatus' },
  step: { term: 'approvalStep' },
  trade: { term: 'trade' },
  type: { term: 'identifierType' },
  units: 'unit',
  until: 'day',
  validFrom: 'day',
  validUntil: 'day',
};

/** How a field of that name is said wherever it stands. */
export function saidByName(field: string): SaidAs {
  if (Object.hasOwn(BY_NAME, field)) return BY_NAME[field] ?? 'text';
  if (field.endsWith('Centimes')) return 'money';
  if (/(On|Date)$/.test(field)) return 'day';
  return 'text';
}
