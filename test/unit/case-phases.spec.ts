import {
  beginPreparation,
  caseCommands,
  CaseHandedOver,
  caseFile,
  custody,
  DiagnosisDueSet,
  DiagnosisSubmitted,
  endPreparation,
  ExpectedReleaseSet,
  handOverCase,
  HandOverRedated,
  HandOverUndone,
  PreparationBegun,
  PreparationEnded,
  recordReturn,
  redateHandOver,
  ReturnRecorded,
  setDiagnosisDue,
  undoHandOver,
} from '#libs/casework';
import { after, given } from '../support/given-when-then.ts';
import { admitted, enrolled, released } from '../support/person-facts.ts';

const releaseId = '00000000-0000-4000-8000-0000000000e1';
const other = '00000000-0000-4000-8000-0000000000e2';
const dates = {
  releasedOn: '2026-02-12',
  contactDueOn: '2026-02-19',
  followUps: ['2026-03-12', '2026-05-12', '2026-08-12', '2027-02-12'],
};
const moved = {
  releasedOn: '2026-02-10',
  contactDueOn: '2026-02-17',
  followUps: ['2026-03-10', '2026-05-10', '2026-08-10', '2027-02-10'],
};
const handedOver = CaseHandedOver({ releaseId, centre: 'CAR-DAK', ...dates });
const inside = { custody: after(custody, admitted()) };
const open = given(caseFile, enrolled());

describe('what only the system sends', () => {
  it('is sent by no person', () =>
    expect(
      caseCommands.filter(({ sentBy }) => sentBy.includes('process')).map(({ name, sentBy }) => [name, sentBy]),
    ).toEqual(
      [
        'set-diagnosis-due',
        'begin-preparation',
        'end-preparation',
        'hand-over-case',
        'redate-hand-over',
        'undo-hand-over',
        'record-return',
        'note-project-money',
      ].map((name) => [name, ['process']]),
    ));
});

describe('preparation: from 180 days before the expected release', () => {
  it('moves a case from detention to pre-release, once', () => {
    const expectedReleaseOn = '2026-10-01';
    open.when(beginPreparation, { expectedReleaseOn }).then(PreparationBegun({ expectedReleaseOn }));
    given(caseFile, enrolled(), PreparationBegun({ expectedReleaseOn }))
      .when(beginPreparation, { expectedReleaseOn })
      .thenNothing();
    expect(after(caseFile, enrolled(), PreparationBegun({ expectedReleaseOn }))).toMatchObject({
      phase: 'pre-release',
    });
  });

  it('goes back to detention when the release moves away', () => {
    const preparing = [enrolled(), PreparationBegun({ expectedReleaseOn: '2026-10-01' })];
    given(caseFile, ...preparing)
      .when(endPreparation, { expectedReleaseOn: '2027-10-01' })
      .then(PreparationEnded({ expectedReleaseOn: '2027-10-01' }));
    expect(after(caseFile, ...preparing, PreparationEnded({}))).toMatchObject({ phase: 'detention' });
    open.when(endPreparation, {}).thenNothing();
  });

  it('does not touch the case of someone released', () => {
    const outside = given(caseFile, enrolled(), handedOver);
    outside.when(beginPreparation, { expectedReleaseOn: '2026-10-01' }).thenRefused('case.not-inside');
    outside.when(endPreparation, {}).thenRefused('case.not-inside');
  });
});

describe('hand-over-case: the case passes to the centre of the province of residence', () => {
  it('is with the new centre, in the released phase, with its dates', () => {
    open.when(handOverCase, { releaseId, centre: 'CAR-DAK', ...dates }).then(handedOver);
    const withCentre = after(caseFile, enrolled(), handedOver);
    expect(withCentre).toMatchObject({ centre: 'CAR-DAK', phase: 'released', handOver: dates });
    expect(caseFile.places(withCentre)).toEqual({ provinces: ['MA-OUD'], centres: ['CAR-DAK'] });
  });

  it('happens once per release', () =>
    given(caseFile, enrolled(), handedOver)
      .when(handOverCase, { releaseId, centre: 'CAR-DAK', ...dates })
      .thenNothing());

  it('needs an open case', () =>
    given(caseFile)
      .when(handOverCase, { releaseId, centre: 'CAR-DAK', ...dates })
      .thenRefused('case.not-enrolled'));

  it('is redated when the release is corrected, once, and only for that release', () => {
    const outside = given(caseFile, enrolled(), handedOver);
    outside.when(redateHandOver, { releaseId, ...moved }).then(HandOverRedated({ releaseId, ...moved }));
    outside.when(redateHandOver, { releaseId, ...dates }).thenNothing();
    outside.when(redateHandOver, { releaseId: other, ...moved }).thenRefused('case.not-handed-over');
    expect(after(caseFile, enrolled(), handedOver, HandOverRedated({ releaseId, ...moved }))).toMatchObject({
      centre: 'CAR-DAK',
      handOver: moved,
    });
  });

  it('is undone when the release is voided: the centre and the phase are those before', () => {
    given(caseFile, enrolled(), handedOver)
      .when(undoHandOver, { releaseId }, inside)
      .then(HandOverUndone({ releaseId, centre: 'CAR-AGA', phase: 'detention' }));
    expect(
      after(caseFile, enrolled(), handedOver, HandOverUndone({ releaseId, centre: 'CAR-AGA', phase: 'detention' })),
    ).toEqual({ ...after(caseFile, enrolled()), handOver: undefined });
  });

  it('is undone into pre-release where the expected release has come near meanwhile', () =>
    given(caseFile, enrolled(), handedOver)
      .when(
        undoHandOver,
        { releaseId },
        { custody: after(custody, admitted(), ExpectedReleaseSet({ expectedOn: '2026-07-01' })) },
      )
      .then(HandOverUndone({ releaseId, centre: 'CAR-AGA', phase: 'pre-release' })));

  it('is undone only for that release, and once', () => {
    given(caseFile, enrolled(), handedOver)
      .when(undoHandOver, { releaseId: other }, inside)
      .thenRefused('case.not-handed-over');
    open.when(undoHandOver, { releaseId }, inside).thenRefused('case.not-handed-over');
  });
});

describe('record-return: back in custody with an open case', () => {
  it('calls off what was due after the release', () => {
    given(caseFile, enrolled(), handedOver)
      .when(recordReturn, { admittedOn: '2026-05-01' }, inside)
      .then(ReturnRecorded({ admittedOn: '2026-05-01', phase: 'detention' }));
    expect(
      after(caseFile, enrolled(), handedOver, ReturnRecorded({ admittedOn: '2026-05-01', phase: 'detention' })),
    ).toMatchObject({ phase: 'detention', handOver: undefined });
  });

  it('says nothing for a case that is in detention, or a person who is out again', () => {
    open.when(recordReturn, { admittedOn: '2026-05-01' }, inside).thenNothing();
    given(caseFile, enrolled(), handedOver)
      .when(recordReturn, { admittedOn: '2026-05-01' }, { custody: after(custody, admitted(), released()) })
      .thenNothing();
  });
});

describe('set-diagnosis-due: 14 days after the admission', () => {
  it('is set once, and again after the diagnosis was submitted', () => {
    const due = DiagnosisDueSet({ dueOn: '2025-01-24' });
    open.when(setDiagnosisDue, due.data).then(due);
    given(caseFile, enrolled(), due).when(setDiagnosisDue, due.data).thenNothing();
    expect(after(caseFile, enrolled(), due, DiagnosisSubmitted({ summary: 'Couturière' }))).toMatchObject({
      diagnosis: { isSubmitted: true },
    });
    given(caseFile, enrolled(), due, DiagnosisSubmitted({ summary: 'Couturière' }))
      .when(setDiagnosisDue, { dueOn: '2026-05-15' })
      .then(DiagnosisDueSet({ dueOn: '2026-05-15' }));
  });
});
