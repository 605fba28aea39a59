import { agreementProblems } from './problems/agreement.ts';
import { beneficiaryProblems } from './problems/beneficiary.ts';
import { caseProblems } from './problems/case.ts';
import { custodyProblems } from './problems/custody.ts';
import { engineProblems } from './problems/engine.ts';
import { feedProblems } from './problems/feed.ts';
import { httpProblems } from './problems/http.ts';
import { identityProblems } from './problems/identity.ts';
import { importProblems } from './problems/import.ts';
import type { Catalogue } from './problems/problem-text.ts';
import { projectProblems } from './problems/project.ts';
import { usageProblems } from './problems/usage.ts';

const catalogue = {
  ...httpProblems,
  ...identityProblems,
  ...beneficiaryProblems,
  ...custodyProblems,
  ...caseProblems,
  ...agreementProblems,
  ...projectProblems,
  ...importProblems,
  ...engineProblems,
  ...feedProblems,
  ...usageProblems,
} as const;

/** Every code that a problem may carry. */
export type ProblemCode = keyof typeof catalogue;

/** The one documented catalogue of errors: stable code → HTTP status and texts. */
export const problems: Catalogue & Readonly<Record<ProblemCode, Catalogue[string]>> = catalogue;
