import {
  changeLegalStatus,
  correctRelease,
  custody,
  recordRelease,
  recordTransfer,
  ReleaseCorrected,
  ReleaseRecorded,
  ReleaseVoided,
  setExpectedRelease,
  voidRelease,
} from '#libs/casework';
import { after, given } from '../support/given-when-then.ts';
import { admitted, released } from '../support/person-facts.ts';

const release = { releasedOn: '2026-02-12', reason: 'royal-pardon' } as const;
const because = 'Levée d’écrou relue';

describe('record-release: the person leaves', () => {
  const inside = given(custody, admitted());

  it('records the day, the reason, the residence and the list it came in', () => {
    const named = { ...release, residence: { province: 'MA-TNT' }, batchId: 'grace-2026-02' };
    inside.when(recordRelease, named).then(ReleaseRecorded(named));
  });

  it('may be a death in custody', () =>
    inside
      .when(recordRelease, { ...release, reason: 'death-in-custody' })
      .then(ReleaseRecorded({ ...release, reason: 'death-in-custody' })));

  it('may be the day of the admission, and today', () => {
    inside.when(recordRelease, { ...release, releasedOn: '2025-01-10' }).then(released({ releasedOn: '2025-01-10' }));
    inside.when(recordRelease, { ...release, releasedOn: '2026-06-01' }).then(released({ releasedOn: '2026-06-01' }));
  });

  it('refuses a release before the admission', () =>
    inside
      .when(recordRelease, { ...release, releasedOn: '2025-01-09' })
      .thenRefused('custody.release-before-admission'));

  it('refuses a release that lies ahead', () =>
    inside.when(recordRelease, { ...release, releasedOn: '2026-06-02' }).thenRefused('custody.release-in-future'));

  it('refuses someone who is not inside', () =>
    given(custody).when(recordRelease, release).thenRefused('custody.not-inside'));

  it('tells a list sent twice from a release that contradicts the recorded one', () => {
    const outside = given(custody, admitted(), released());
    outside.when(recordRelease, { ...release, batchId: 'again' }).thenRefused('custody.release-already-recorded');
    outside.when(recordRelease, { ...release, releasedOn: '2026-02-13' }).thenRefused('custody.not-inside');
    outside.when(recordRelease, { ...release, reason: 'acquittal' }).thenRefused('custody.not-inside');
  });

  it('ends what can be recorded inside', () => {
    const outside = given(custody, admitted(), released());
    outside
      .when(recordTransfer, { establishment: 'TIZNIT', transferredOn: '2026-03-01' })
      .thenRefused('custody.not-inside');
    outside
      .when(changeLegalStatus, { legalStatus: 'sentenced', since: '2026-03-01' })
      .thenRefused('custody.not-inside');
    outside.when(setExpectedRelease, { expectedOn: '2026-12-11' }).thenRefused('custody.not-inside');
  });
});

describe('correct-release and void-release: a recorded release was wrong', () => {
  const outside = given(custody, admitted(), released());

  it('corrects the day and the reason, each alone', () => {
    outside
      .when(correctRelease, { releasedOn: '2026-02-10', because })
      .then(ReleaseCorrected({ releasedOn: '2026-02-10', because }));
    outside
      .when(correctRelease, { reason: 'acquittal', because })
      .then(ReleaseCorrected({ reason: 'acquittal', because }));
  });

  it('keeps a correction within the bounds of a release', () => {
    outside.when(correctRelease, { releasedOn: '2025-01-09', because }).thenRefused('custody.release-before-admission');
    outside.when(correctRelease, { releasedOn: '2026-06-02', because }).thenRefused('custody.release-in-future');
  });

  it('refuses a correction that says what is known', () =>
    outside.when(correctRelease, { ...release, because }).thenRefused('custody.nothing-changes'));

  it('reopens the episode of a release that never was', () => {
    outside.when(voidRelease, { because }).then(ReleaseVoided({ because }));
    expect(after(custody, admitted(), released(), ReleaseVoided({ because }))).toEqual(after(custody, admitted()));
  });

  it('leaves a release alone that a newer episode followed', () => {
    const back = given(custody, admitted(), released(), admitted({ admittedOn: '2026-05-01' }));
    back.when(voidRelease, { because }).thenRefused('custody.not-released');
    back.when(correctRelease, { reason: 'acquittal', because }).thenRefused('custody.not-released');
  });

  it('finds nothing to correct for someone inside', () => {
    given(custody, admitted()).when(voidRelease, { because }).thenRefused('custody.not-released');
    given(custody, admitted())
      .when(correctRelease, { reason: 'acquittal', because })
      .thenRefused('custody.not-released');
  });
});
