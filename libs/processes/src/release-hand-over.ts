import {
  AdmissionRecorded,
  BeneficiaryRegistered,
  CaseClosed,
  CaseReopened,
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
import { personAfter } from './released-person.ts';
import { process, send } from './process.ts';
import { dueAfter } from './follow-ups.ts';

/**
 * On release the case passes to the centre of the province of residence, with its follow-ups; they move when the
 * release is corrected, and the case goes back when it never was. A return into custody calls them off; a death ends it.
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
    if (!person?.isCaseOpen || person.isDead) return [];
    if (event.type === 'AdmissionRecorded')
      return [send(recordReturn, event.id, { admittedOn: event.data.admittedOn })];
    const { release, centre = '' } = person;
    if (!release?.isAccompanied) return [];
    const releaseId = release.id;
    const due = { releaseId, ...dueAfter(release.releasedOn) };
    const handOver = send(handOverCase, event.id, { ...due, centre: centreOf(person.province ?? '') ?? centre });
    if (event.type === 'ReleaseVoided') return [send(undoHandOver, event.id, { releaseId })];
    if (event.type === 'ReleaseRecorded') return release.isDeath ? [] : [handOver];
    if (event.type !== 'ReleaseCorrected') return [];
    if (release.isDeath) return [send(undoHandOver, event.id, { releaseId })];
    // Not handed over where the release was first taken for a death.
    return [send(redateHandOver, event.id, due, { refused: () => [handOver] })];
  },
});
