import { changeResidence, ReleaseRecorded } from '#libs/casework';
import { process, send } from './process.ts';

/** A release that names where the person goes to live changes the residence. */
export const residenceOnRelease = process('residence-on-release', {
  version: 1,
  on: [ReleaseRecorded],
  keys: (event) => (event.data.residence ? [event.id] : []),
  evolve: () => undefined,
  react(_state, { id, data: { residence, releasedOn } }) {
    return residence ? [send(changeResidence, id, { ...residence, since: releasedOn })] : [];
  },
});
