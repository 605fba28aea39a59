/** A woman whom the prison of Laâyoune takes in, and the officer who says so. */
export const officer = { id: 'hassan', role: 'prison-officer', unit: 'MA-LAA' };
export const registration = {
  name: { arabic: { given: 'مريم', family: 'السالكي' } },
  sex: 'female',
  birthDate: '1990-02-01',
  residence: { province: 'MA-LAA' },
  identifiers: [],
};
export const admission = {
  kind: 'prison',
  establishment: 'LAAYOUNE',
  admittedOn: '2026-01-05',
  legalStatus: 'sentenced',
};
