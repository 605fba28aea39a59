import {
  BeneficiaryRegistered,
  FundsCommitted,
  IdentityCorrected,
  InmateEnrolled,
  ProjectApproved,
  ProjectProposed,
  ReleaseCorrected,
  ReleaseRecorded,
  ReleaseVoided,
  ResidenceChanged,
} from '#libs/casework';
import { projection } from '#libs/read-models';
import { type Measure, MEASURES, type YearFigures } from './measures.ts';

/** What happened to one person in each year, `y2026` and so on, beside what they are counted under. */
export interface PersonYears {
  readonly province?: string;
  readonly sex?: string;
  readonly birthYear?: number;
  /** Needed to take a voided or corrected release back from its year. */
  readonly lastReleasedOn?: string;
  readonly [year: `y${string}`]: YearFigures | undefined;
}

/** The ground of the indicators: one document a person, grouped and summed when the question is asked. */
export const personYears = projection('indicators', {
  version: 2,
  on: [
    BeneficiaryRegistered,
    IdentityCorrected,
    ResidenceChanged,
    InmateEnrolled,
    ReleaseRecorded,
    ReleaseCorrected,
    ReleaseVoided,
    ProjectProposed,
    ProjectApproved,
    FundsCommitted,
  ],
  indexes: [{ field: 'province' }, { field: 'sex', seldom: true }, { field: 'birthYear', seldom: true }],
  keys: (event) => event.envelope.subjects,
  evolve(known: PersonYears | undefined, event): PersonYears {
    const person = known ?? {};
    switch (event.type) {
      case 'BeneficiaryRegistered': {
        const { sex, residence } = event.data;
        return { ...person, sex, province: residence?.province, birthYear: yearOfBirth(event.data) };
      }
      case 'IdentityCorrected':
        return {
          ...person,
          sex: event.data.sex ?? person.sex,
          birthYear: yearOfBirth(event.data) ?? person.birthYear,
        };
      case 'ResidenceChanged':
        return { ...person, province: event.data.province };
      case 'InmateEnrolled':
        return counted(person, event.occurredOn, { enrolled: 1 });
      case 'ReleaseRecorded':
        return released(person, event.data.releasedOn);
      case 'ReleaseCorrected':
        return event.data.releasedOn === undefined ? person : released(unreleased(person), event.data.releasedOn);
      case 'ReleaseVoided':
        return unreleased(person);
      case 'ProjectProposed':
        return counted(person, event.occurredOn, { projectsProposed: 1 });
      case 'ProjectApproved':
        return counted(person, event.occurredOn, { projectsApproved: 1 });
      case 'FundsCommitted':
        return counted(person, event.occurredOn, { committedCentimes: event.data.amountCentimes });
    }
  },
});

function yearOfBirth({ birthDate, birthYear }: { birthDate?: string; birthYear?: number }): number | undefined {
  return birthDate === undefined ? birthYear : Number(birthDate.slice(0, 4));
}

function released(person: PersonYears, day: string): PersonYears {
  return Object.assign({}, counted(person, day, { released: 1 }), { lastReleasedOn: day });
}

function unreleased(person: PersonYears): PersonYears {
  const { lastReleasedOn: day } = person;
  return day === undefined ? person : { ...counted(person, day, { released: -1 }), lastReleasedOn: undefined };
}

function counted(person: PersonYears, day: string, more: Partial<Record<Measure, number>>): PersonYears {
  const year = `y${day.slice(0, 4)}` as const;
  const amounts: Partial<Record<Measure, number>> = { ...person[year]?.amounts };
  for (const measure of MEASURES) {
    if (more[measure] !== undefined) amounts[measure] = (amounts[measure] ?? 0) + more[measure];
  }
  const touched = MEASURES.filter((measure) => (amounts[measure] ?? 0) > 0);
  const people = Object.fromEntries([...touched, ...(touched.length > 0 ? ['reached'] : [])].map((name) => [name, 1]));
  return Object.assign({}, person, { [year]: { amounts, people } });
}
