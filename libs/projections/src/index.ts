export { agreements, type AgreementDocument } from './agreements.ts';
export { type Figures, type Indicator, type Indicators, indicatorsOf } from './indicators/indicators-of.ts';
export { type BeneficiaryDocument } from './people/beneficiary-document.ts';
export { type CaseDocument } from './people/case-document.ts';
export { type CustodyDocument } from './people/custody-document.ts';
export { people, personAfter, type PersonDocument, type PersonEvent } from './people/people.ts';
export { projects, type ProjectDocument } from './projects.ts';
export { projections } from './projections.ts';
export { seenBy } from './seen.ts';
