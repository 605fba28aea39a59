import { agreementTerms } from './terms/agreement-terms.ts';
import { caseTerms } from './terms/case-terms.ts';
import { custodyTerms } from './terms/custody-terms.ts';
import { personTerms } from './terms/person-terms.ts';
import { byCode, type Labels, type Named } from './named.ts';
import { centres } from './centres.ts';
import { establishments } from './establishments.ts';
import { provinces, regions } from './places.ts';
import { roles } from './roles.ts';
import { sectors, trades } from './trades.ts';

/** Every list of codes with its labels, by the name of what the code says. */
export const terms = {
  ...personTerms,
  ...custodyTerms,
  ...caseTerms,
  ...agreementTerms,
  province: provinces,
  region: regions,
  centre: centres,
  establishment: establishments,
  trade: trades,
  sector: sectors,
  role: roles,
} as const satisfies Readonly<Record<string, readonly Named[]>>;

export type TermList = keyof typeof terms;

const lookup = new Map(Object.entries(terms).map(([list, named]) => [list, byCode<Named>(named)]));

/** What a code of a list is called, if the list has it. */
export function labelsOf(list: TermList, code: string): Labels | undefined {
  return lookup.get(list)?.get(code);
}
