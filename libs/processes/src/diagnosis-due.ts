import {
  AdmissionRecorded,
  CaseClosed,
  CaseReopened,
  InmateEnrolled,
  ReleaseRecorded,
  ReleaseVoided,
  setDiagnosisDue,
} from '#libs/casework';
import { addDays, type LocalDate } from '#libs/kernel';
import { process, send } from './process.ts';

const DAYS_FOR_A_DIAGNOSIS = 14;

interface Person {
  readonly admittedOn?: LocalDate;
  readonly isInside: boolean;
  readonly isCaseOpen: boolean;
}

/** The diagnosis of an enrolled person is due 14 days after the admission, also after coming back into custody. */
export const diagnosisDue = process('diagnosis-due', {
  version: 1,
  on: [AdmissionRecorded, ReleaseRecorded, ReleaseVoided, InmateEnrolled, CaseClosed, CaseReopened],
  keys: (event) => [event.id],
  evolve(person: Person = { isInside: false, isCaseOpen: false }, event) {
    switch (event.type) {
      case 'AdmissionRecorded':
        return { ...person, admittedOn: event.data.admittedOn, isInside: true };
      case 'ReleaseRecorded':
        return { ...person, isInside: false };
      case 'ReleaseVoided':
        return { ...person, isInside: true };
      case 'CaseClosed':
        return { ...person, isCaseOpen: false };
      case 'InmateEnrolled':
      case 'CaseReopened':
        return { ...person, isCaseOpen: true };
    }
  },
  react(person, event) {
    if (!person?.isCaseOpen || !person.isInside || person.admittedOn === undefined) return [];
    if (event.type !== 'AdmissionRecorded' && event.type !== 'InmateEnrolled') return [];
    return [send(setDiagnosisDue, event.id, { dueOn: addDays(person.admittedOn, DAYS_FOR_A_DIAGNOSIS) })];
  },
});
