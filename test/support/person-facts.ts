import { AdmissionRecorded, BeneficiaryRegistered, InmateEnrolled, ReleaseRecorded } from '#libs/casework';

type DataOf<E extends (data: never) => unknown> = Partial<Parameters<E>[0]>;

/** Facts of one person's life, as far as a test does not say otherwise. */
export function registered(data: DataOf<typeof BeneficiaryRegistered> = {}) {
  return BeneficiaryRegistered({
    name: { latin: { given: 'Malika', family: 'Oubella' } },
    sex: 'female',
    birthDate: '1990-03-21',
    nationality: 'MA',
    residence: { province: 'MA-LAA' },
    identifiers: [],
    ...data,
  });
}

export function admitted(data: DataOf<typeof AdmissionRecorded> = {}) {
  return AdmissionRecorded({
    kind: 'prison',
    establishment: 'LAAYOUNE',
    admittedOn: '2025-01-10',
    legalStatus: 'remand',
    ...data,
  });
}

export function released(data: DataOf<typeof ReleaseRecorded> = {}) {
  return ReleaseRecorded({ releasedOn: '2026-02-12', reason: 'royal-pardon', ...data });
}

export function enrolled(data: DataOf<typeof InmateEnrolled> = {}) {
  return InmateEnrolled({
    centre: 'CAR-AGA',
    enrolledOn: '2025-02-01',
    agreedOn: '2025-01-30',
    phase: 'detention',
    ...data,
  });
}
