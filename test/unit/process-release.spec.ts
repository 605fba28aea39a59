import {
  beginPreparation,
  CaseClosed,
  changeResidence,
  DeathRecorded,
  endPreparation,
  ExpectedReleaseSet,
  handOverCase,
  PreparationBegun,
  PreparationEnded,
  recordReturn,
  redateHandOver,
  ReleaseCorrected,
  ReleaseVoided,
  ResidenceChanged,
  setDiagnosisDue,
  undoHandOver,
} from '#libs/casework';
import type { Fact } from '#libs/kernel';
import { diagnosisDue, releaseHandOver, releasePreparation, send } from '#libs/processes';
import { idOf } from '../support/agreement-facts.ts';
import { givenProcess, occurredTo } from '../support/given-process.ts';
import { admitted, enrolled, registered, released } from '../support/person-facts.ts';

const MALIKA = idOf('a');
const eventId = idOf('ea');
const to = (fact: Fact, occurredOn = '2026-02-12') => occurredTo(MALIKA, fact, { occurredOn });
const release = occurredTo(MALIKA, released(), { eventId });
const closed = CaseClosed({ closedOn: '2026-01-01', outcome: 'moved' });
const because = 'Erreur de saisie';

describe('the diagnosis is due 14 days after the admission', () => {
  const due = send(setDiagnosisDue, MALIKA, { dueOn: '2025-01-24' });

  it('is set when a person inside is enrolled', () =>
    givenProcess(diagnosisDue, to(admitted())).when(to(enrolled())).then(due));

  it('is set anew when an accompanied person comes back', () =>
    givenProcess(diagnosisDue, to(admitted()), to(enrolled()), to(released()))
      .when(to(admitted({ admittedOn: '2026-05-01' })))
      .then(send(setDiagnosisDue, MALIKA, { dueOn: '2026-05-15' })));

  it('is not set for a person without a case', () => givenProcess(diagnosisDue).when(to(admitted())).thenNothing());

  it('is not set for someone enrolled after the release', () =>
    givenProcess(diagnosisDue, to(admitted()), to(released())).when(to(enrolled())).thenNothing());
});

describe('preparation begins 180 days before the expected release', () => {
  const inside = [to(admitted({ expectedReleaseOn: '2026-12-31' })), to(enrolled())];
  const begin = send(beginPreparation, MALIKA, { expectedReleaseOn: '2026-12-31' });

  it('waits until that day', () =>
    givenProcess(releasePreparation, ...inside)
      .whenDue('2026-07-03')
      .thenNothing());

  it('begins on that day', () =>
    givenProcess(releasePreparation, ...inside)
      .whenDue('2026-07-04')
      .then(begin));

  it('begins once', () => {
    const malika = givenProcess(releasePreparation, ...inside);
    malika.whenDue('2026-07-04').then(begin);
    malika.whenDue('2026-07-05').thenNothing();
  });

  it('follows the day when it is changed', () => {
    const moved = to(ExpectedReleaseSet({ expectedOn: '2026-10-01' }));
    givenProcess(releasePreparation, ...inside, moved)
      .whenDue('2026-04-04')
      .then(send(beginPreparation, MALIKA, { expectedReleaseOn: '2026-10-01' }));
  });

  it('does not begin for someone who died', () =>
    givenProcess(releasePreparation, ...inside, to(DeathRecorded({ diedOn: '2026-02-01' })))
      .whenDue('2026-07-04')
      .thenNothing());

  it('ends when the release moves away, and begins again in time', () => {
    const malika = givenProcess(
      releasePreparation,
      ...inside,
      to(PreparationBegun({ expectedReleaseOn: '2026-12-31' })),
    );
    const expectedOn = '2027-12-31';
    malika
      .when(to(ExpectedReleaseSet({ expectedOn }), '2026-07-10'))
      .then(send(endPreparation, MALIKA, { expectedReleaseOn: expectedOn }));
    malika.when(to(PreparationEnded({ expectedReleaseOn: expectedOn }))).thenNothing();
    malika.whenDue('2027-07-04').then(send(beginPreparation, MALIKA, { expectedReleaseOn: expectedOn }));
  });

  it('goes on when the release moves a little', () =>
    givenProcess(releasePreparation, ...inside, to(PreparationBegun({ expectedReleaseOn: '2026-12-31' })))
      .when(to(ExpectedReleaseSet({ expectedOn: '2026-12-25' }), '2026-07-10'))
      .thenNothing());

  it.each([
    ['released', to(released())],
    ['not accompanied any more', to(closed)],
  ])('never begins for someone who is %s', (_why, event) =>
    givenProcess(releasePreparation, ...inside, event)
      .whenDue('2026-12-31')
      .thenNothing(),
  );

  it('begins also where the day is past already', () =>
    givenProcess(
      releasePreparation,
      to(admitted()),
      to(enrolled()),
      to(ExpectedReleaseSet({ expectedOn: '2026-03-01' })),
    )
      .whenDue('2026-02-12')
      .then(send(beginPreparation, MALIKA, { expectedReleaseOn: '2026-03-01' })));
});

describe('a release hands the case over to the centre of the province of residence', () => {
  const accompanied = [to(registered()), to(admitted()), to(enrolled())];
  const due = {
    releaseId: eventId,
    releasedOn: '2026-02-12',
    contactDueOn: '2026-02-19',
    followUps: ['2026-03-12', '2026-05-12', '2026-08-12', '2027-02-12'],
  };
  const handOver = (centre: string) => send(handOverCase, MALIKA, { ...due, centre });
  const undo = send(undoHandOver, MALIKA, { releaseId: eventId });

  it('with the first contact within 7 days and follow-ups at 1, 3, 6 and 12 months', () =>
    givenProcess(releaseHandOver, ...accompanied)
      .when(release)
      .then(handOver('CAR-AGA')));

  it('of where the person moved to meanwhile', () =>
    givenProcess(releaseHandOver, ...accompanied, to(ResidenceChanged({ province: 'MA-OUD', since: '2025-06-01' })))
      .when(release)
      .then(handOver('CAR-DAK')));

  it('of where the release says the person goes', () =>
    givenProcess(releaseHandOver, ...accompanied)
      .when(occurredTo(MALIKA, released({ residence: { province: 'MA-AOU' } }), { eventId }))
      .then(send(changeResidence, MALIKA, { province: 'MA-AOU', since: '2026-02-12' }), handOver('CAR-DAK')));

  it('and stays with the centre that enrolled the person where no residence is known', () =>
    givenProcess(
      releaseHandOver,
      to(registered({ residence: undefined })),
      to(admitted()),
      to(enrolled({ centre: 'CAR-DAK' })),
    )
      .when(release)
      .then(handOver('CAR-DAK')));

  it.each([
    ['without a case', [to(registered()), to(admitted())], release],
    ['whose case is closed', [...accompanied, to(closed)], release],
    ['who died', [...accompanied, to(DeathRecorded({ diedOn: '2026-02-01' }))], release],
    ['who died in custody', accompanied, to(released({ reason: 'death-in-custody' }))],
  ])('but not of someone %s', (_who, past, event) =>
    givenProcess(releaseHandOver, ...past)
      .when(event)
      .thenNothing(),
  );

  it('not of someone enrolled after the release, whose case begins as released', () =>
    givenProcess(releaseHandOver, to(registered()), to(admitted()), release).when(to(enrolled())).thenNothing());

  it('moves what is due when the release is corrected', () =>
    givenProcess(releaseHandOver, ...accompanied, release)
      .when(to(ReleaseCorrected({ releasedOn: '2026-01-31', because })))
      .then(
        send(redateHandOver, MALIKA, {
          releaseId: eventId,
          releasedOn: '2026-01-31',
          contactDueOn: '2026-02-07',
          followUps: ['2026-02-28', '2026-04-30', '2026-07-31', '2027-01-31'],
        }),
      ));

  it('takes the case back when the release is voided', () =>
    givenProcess(releaseHandOver, ...accompanied, release)
      .when(to(ReleaseVoided({ because })))
      .then(undo));

  it('takes the case back when the release turns out to be a death', () =>
    givenProcess(releaseHandOver, ...accompanied, release)
      .when(to(ReleaseCorrected({ reason: 'death-in-custody', because })))
      .then(undo));

  it('hands it over when what was taken for a death turns out to be a release', () =>
    givenProcess(
      releaseHandOver,
      ...accompanied,
      occurredTo(MALIKA, released({ reason: 'death-in-custody' }), { eventId }),
    )
      .when(to(ReleaseCorrected({ reason: 'royal-pardon', because })))
      .refusedWith('case.not-handed-over')
      .then(handOver('CAR-AGA')));

  it('calls off what is due when the person comes back into custody', () =>
    givenProcess(releaseHandOver, ...accompanied, release)
      .when(to(admitted({ admittedOn: '2026-04-01' })))
      .then(send(recordReturn, MALIKA, { admittedOn: '2026-04-01' })));
});

describe('a release that names a residence', () => {
  const dakhla = { province: 'MA-OUD', commune: 'Dakhla' };
  const toDakhla = to(released({ residence: dakhla }));
  const known = to(registered());
  const voided = to(ReleaseVoided({ because }));
  const moved = to(ResidenceChanged({ ...dakhla, since: '2026-02-12' }));

  it('changes the residence', () =>
    givenProcess(releaseHandOver, known)
      .when(toDakhla)
      .then(send(changeResidence, MALIKA, { ...dakhla, since: '2026-02-12' })));

  it('without one changes nothing', () => givenProcess(releaseHandOver, known).when(release).thenNothing());

  it('changes it back when the release never was', () =>
    givenProcess(releaseHandOver, known, toDakhla, moved)
      .when(voided)
      .then(send(changeResidence, MALIKA, { province: 'MA-LAA', since: '2026-02-12' })));

  it('leaves it where somebody said since that the person lives elsewhere', () =>
    givenProcess(
      releaseHandOver,
      known,
      toDakhla,
      moved,
      to(ResidenceChanged({ province: 'MA-TIZ', since: '2026-02-20' })),
    )
      .when(voided)
      .thenNothing());
});
