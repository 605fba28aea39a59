import type {
  AdmissionRecorded,
  BeneficiaryRegistered,
  CaseClosed,
  CaseReopened,
  DeathRecorded,
  InmateEnrolled,
  ReleaseCorrected,
  ReleaseRecorded,
  ReleaseVoided,
  ResidenceChanged,
} from '#libs/casework';
import type { FactOf, LocalDate } from '#libs/kernel';
import type { Occurred } from './process.ts';

/** What decides where a case goes when its person is released. */
export interface ReleasedPerson {
  readonly residence?: Residence;
  /** That enrolled the person. */
  readonly centre?: string;
  readonly isCaseOpen: boolean;
  readonly isDead: boolean;
  readonly release?: {
    /** Of the event that recorded it. */
    readonly id: string;
    readonly releasedOn: LocalDate;
    readonly isDeath: boolean;
    /** The person had an open case by then; one who enrols later begins as released. */
    readonly isAccompanied: boolean;
    /** Where the person lived before, while what the release told about it is the last that was heard. */
    readonly residenceBefore?: Residence | undefined;
  };
}

export interface Residence {
  readonly province: string;
  readonly commune?: string | undefined;
}

type Event = Occurred<
  FactOf<
    | typeof AdmissionRecorded
    | typeof BeneficiaryRegistered
    | typeof CaseClosed
    | typeof CaseReopened
    | typeof DeathRecorded
    | typeof InmateEnrolled
    | typeof ReleaseCorrected
    | typeof ReleaseRecorded
    | typeof ReleaseVoided
    | typeof ResidenceChanged
  >
>;

const UNKNOWN: ReleasedPerson = { isCaseOpen: false, isDead: false };

export function personAfter(person: ReleasedPerson = UNKNOWN, event: Event): ReleasedPerson {
  switch (event.type) {
    case 'BeneficiaryRegistered':
      return event.data.residence ? { ...person, residence: event.data.residence } : person;
    case 'ResidenceChanged':
      return movedTo(person, { province: event.data.province, commune: event.data.commune });
    case 'DeathRecorded':
      return { ...person, isDead: true };
    case 'InmateEnrolled':
      return { ...person, centre: event.data.centre, isCaseOpen: true };
    case 'CaseReopened':
      return { ...person, isCaseOpen: true };
    case 'CaseClosed':
      return { ...person, isCaseOpen: false };
    case 'ReleaseRecorded': {
      const { releasedOn, reason, residence } = event.data;
      const isDeath = reason === 'death-in-custody';
      const residenceBefore = residence && person.residence;
      const release = { id: event.eventId, releasedOn, isDeath, isAccompanied: person.isCaseOpen, residenceBefore };
      return { ...person, release, residence: residence ?? person.residence };
    }
    case 'ReleaseCorrected': {
      if (!person.release) return person;
      const { releasedOn = person.release.releasedOn, reason } = event.data;
      const isDeath = reason === undefined ? person.release.isDeath : reason === 'death-in-custody';
      return { ...person, release: { ...person.release, releasedOn, isDeath } };
    }
    case 'AdmissionRecorded':
    case 'ReleaseVoided':
      return person;
  }
}

function movedTo(person: ReleasedPerson, residence: Residence): ReleasedPerson {
  const isSame = person.residence?.province === residence.province && person.residence.commune === residence.commune;
  if (isSame || !person.release) return { ...person, residence };
  return { ...person, residence, release: { ...person.release, residenceBefore: undefined } };
}
