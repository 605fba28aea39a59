import { AgreementSigned, ProjectProposed, ProjectSubmitted } from '#libs/casework';
import { by } from './given-when-then.ts';

/** Ids that tests tell apart by their last figure. */
export const idOf = (figure: number | string): string => `00000000-0000-4000-8000-${String(figure).padStart(12, '0')}`;

export const AGREEMENT = idOf('c');

/** 100,000 MAD for Laâyoune and Boujdour in 2026. */
export const signed = (terms: Partial<ReturnType<typeof AgreementSigned>['data']> = {}) =>
  AgreementSigned({
    reference: 'INDH/2026/14',
    programme: 'INDH-2',
    partner: 'CPDH Laâyoune',
    provinces: ['MA-LAA', 'MA-BOD'],
    signedOn: '2026-01-05',
    validFrom: '2026-01-10',
    validUntil: '2026-12-31',
    envelopeCentimes: 10_000_000,
    shares: [
      { party: 'INDH', percent: 60 },
      { party: 'Fondation', percent: 40 },
    ],
    ...terms,
  });

/** A sewing workshop in Laâyoune that an agreement pays whole. */
export const proposed = (amountCentimes = 3_500_000, beneficiaryId = idOf('a')) =>
  by(
    'omar',
    ProjectProposed({
      beneficiaryId,
      trade: 'sewing',
      title: 'Atelier de couture',
      province: 'MA-LAA',
      budgetCentimes: amountCentimes,
      funding: [{ source: 'agreement', amountCentimes }],
    }),
  );

export const submitted = (agreementId = AGREEMENT) => ProjectSubmitted({ agreementId });
