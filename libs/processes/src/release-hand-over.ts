import {
  AdmissionRecorded,
  BeneficiaryRegistered,
  CaseClosed,
  CaseReopened,
  changeResidence,
  DeathRecorded,
  handOverCase,
  InmateEnrolled,
  recordReturn,
  redateHandOver,
  ReleaseCorrected,
  ReleaseRecorded,
  ReleaseVoided,
  ResidenceChanged,
  undoHandOver,
} from '#libs/casework';
import { centreOf } from '#libs/reference';
import { personAfter, type ReleasedPerson } from './released-person.ts';
import { process, type Send, send } from './process.ts';
import { dueAfter } from './follow-ups.ts';

/**
 * On release the person lives where the release says, and the case passes to the centre of that province, with its
 * follow-ups; they move when the release is corrected, and residence and case go back when it never was. A return into
 * custody calls the follow-ups off; a death ends it.
 */
export const releaseHandOver = process('release-hand-over', {
  version: 1,
  on: [
    BeneficiaryRegistered,
    ResidenceChanged,
    DeathRecorded,
    AdmissionRecorded,
    ReleaseRecorded,
    ReleaseCorrected,
    ReleaseVoided,
    InmateEnrolled,
    CaseClosed,
    CaseReopened,
  ],
  keys: (event) => [event.id],
  evolve: personAfter,
  react(person, event) {
    if (!person || person.isDead) return [];
    switch (event.type) {
      case 'AdmissionRecorded':
        return person.isCaseOpen ? [send(recordReturn, event.id, { admittedOn: event.data.admittedOn })] : [];
      case 'ReleaseRecorded':
        return [...residence(event.id, event.data.residence, person), ...handOver(event.id, person)];
      case 'ReleaseCorrected':
        return redated(event.id, person);
      case 'ReleaseVoided':
        return [...residence(event.id, person.release?.residenceBefore, person), ...undone(event.id, person)];
      default:
        return [];
    }
  },
});

function residence(id: string, there: ReleasedPerson['residence'], { release }: ReleasedPerson): Send[] {
  return there && release ? [send(changeResidence, id, { ...there, since: release.releasedOn })] : [];
}

function handOver(id: string, { release, isCaseOpen, residence, centre = '' }: ReleasedPerson): Send[] {
  if (!isCaseOpen || !release?.isAccompanied || release.isDeath) return [];
  const due = { releaseId: release.id, ...dueAfter(release.releasedOn) };
  return [send(handOverCase, id, { ...due, centre: centreOf(residence?.province ?? '') ?? centre })];
}

function redated(id: string, person: ReleasedPerson): Send[] {
  const { release, isCaseOpen } = person;
  if (!isCaseOpen || !release?.isAccompanied) return [];
  if (release.isDeath) return undone(id, person);
  const due = { releaseId: release.id, ...dueAfter(release.releasedOn) };
  // Not handed over where the release was first taken for a death.
  return [send(redateHandOver, id, due, { refused: () => handOver(id, person) })];
}

function undone(id: string, { release, isCaseOpen }: ReleasedPerson): Send[] {
  return isCaseOpen && release?.isAccompanied ? [send(undoHandOver, id, { releaseId: release.id })] : [];
}
