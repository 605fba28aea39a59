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
  /** Of residence, where it is known. */
  readonly province?: string;
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
  };
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
      return event.data.residence ? { ...person, province: event.data.residence.province } : person;
    case 'ResidenceChanged':
      return { ...person, province: event.data.province };
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
      const release = { id: event.eventId, releasedOn, isDeath, isAccompanied: person.isCaseOpen };
      return { ...person, release, province: residence?.province ?? person.province };
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
