import {
  AdmissionRecorded,
  beginPreparation,
  CaseClosed,
  CaseReopened,
  DeathRecorded,
  endPreparation,
  ExpectedReleaseSet,
  InmateEnrolled,
  PREPARATION_DAYS,
  PreparationBegun,
  PreparationEnded,
  ReleaseRecorded,
  ReleaseVoided,
  ReturnRecorded,
} from '#libs/casework';
import { addDays, type LocalDate } from '#libs/kernel';
import { process, send } from './process.ts';

interface Person {
  /** Absent in a state of someone without a custody. */
  readonly id?: string;
  readonly isInside: boolean;
  readonly isCaseOpen: boolean;
  readonly isPrepared: boolean;
  readonly expectedReleaseOn?: LocalDate;
}

const UNKNOWN: Person = { isInside: false, isCaseOpen: false, isPrepared: false };

/** A case enters its pre-release phase 180 days before the expected release, and leaves it when that moves away. */
export const releasePreparation = process('release-preparation', {
  version: 1,
  on: [
    AdmissionRecorded,
    ExpectedReleaseSet,
    DeathRecorded,
    ReleaseRecorded,
    ReleaseVoided,
    InmateEnrolled,
    CaseClosed,
    CaseReopened,
    PreparationBegun,
    PreparationEnded,
    ReturnRecorded,
  ],
  keys: (event) => [event.id],
  evolve({ id: _id, ...person }: Person = UNKNOWN, event) {
    const known = { ...person, id: event.id };
    switch (event.type) {
      case 'AdmissionRecorded':
        return { ...known, isInside: true, expectedReleaseOn: event.data.expectedReleaseOn };
      case 'ExpectedReleaseSet':
        return { ...known, expectedReleaseOn: event.data.expectedOn };
      case 'DeathRecorded':
      case 'ReleaseRecorded':
        return { ...known, isInside: false };
      case 'ReleaseVoided':
        return { ...known, isInside: true };
      case 'CaseClosed':
        return { ...known, isCaseOpen: false };
      case 'InmateEnrolled':
      case 'CaseReopened':
        return { ...known, isCaseOpen: true, isPrepared: event.data.phase === 'pre-release' };
      case 'ReturnRecorded':
        return { ...known, isPrepared: event.data.phase === 'pre-release' };
      case 'PreparationBegun':
        return { ...known, isPrepared: true };
      case 'PreparationEnded':
        return { ...known, isPrepared: false };
    }
  },
  react(person, event) {
    if (event.type !== 'ExpectedReleaseSet' || !person?.isPrepared || !person.isCaseOpen) return [];
    const isFar = addDays(event.data.expectedOn, -PREPARATION_DAYS) > event.occurredOn;
    return isFar ? [send(endPreparation, event.id, { expectedReleaseOn: event.data.expectedOn })] : [];
  },
  timers({ id, isInside, isCaseOpen, isPrepared, expectedReleaseOn }) {
    if (id === undefined || expectedReleaseOn === undefined || !isInside || !isCaseOpen || isPrepared) return [];
    const dueOn = addDays(expectedReleaseOn, -PREPARATION_DAYS);
    return [{ name: 'begin', dueOn, sends: [send(beginPreparation, id, { expectedReleaseOn })] }];
  },
});
