import {
  changeLegalStatus,
  custody,
  ExpectedReleaseSet,
  LegalStatusChanged,
  recordAdmission,
  recordTransfer,
  ReleaseVoided,
  setExpectedRelease,
  TransferRecorded,
  beneficiary,
  DeathRecorded,
} from '#libs/casework';
import { after, given } from '../support/given-when-then.ts';
import { admitted, registered, released } from '../support/person-facts.ts';

const person = { beneficiary: after(beneficiary, registered()) };
const admission = {
  kind: 'prison',
  establishment: 'LAAYOUNE',
  admittedOn: '2026-05-01',
  legalStatus: 'remand',
} as const;
const because = 'Levée d’écrou relue';

describe('record-admission: an episode begins', () => {
  const free = given(custody);

  it('admits a person to a prison', () =>
    free
      .when(recordAdmission, { ...admission, registerNumber: '24 / 345' }, person)
      .then(admitted({ ...admission, registerNumber: '24/345' })));

  it('refuses someone who is inside', () =>
    given(custody, admitted()).when(recordAdmission, admission, person).thenRefused('custody.already-inside'));

  it('opens a new episode for someone who comes back', () =>
    given(custody, admitted(), released()).when(recordAdmission, admission, person).then(admitted(admission)));

  it('refuses to come back before the last release', () =>
    given(custody, admitted(), released())
      .when(recordAdmission, { ...admission, admittedOn: '2026-02-11' }, person)
      .thenRefused('custody.admission-before-last-release'));

  it('refuses someone who was never registered', () =>
    free
      .when(recordAdmission, admission, { beneficiary: beneficiary.initial })
      .thenRefused('beneficiary.not-registered'));

  it('refuses someone who died', () =>
    free
      .when(recordAdmission, admission, {
        beneficiary: after(beneficiary, registered(), DeathRecorded({ diedOn: '2026-04-01' })),
      })
      .thenRefused('beneficiary.deceased'));

  it.each(['prison', 'child-placement'] as const)('refuses %s without an establishment', (kind) =>
    free
      .when(recordAdmission, { ...admission, kind, establishment: undefined }, person)
      .thenRefused('custody.establishment-missing'),
  );

  it.each([
    ['prison', 'CPE-LAAYOUNE'],
    ['child-placement', 'LAAYOUNE'],
    ['prison', 'NOWHERE'],
  ] as const)('refuses %s in %s', (kind, establishment) =>
    free
      .when(recordAdmission, { ...admission, kind, establishment }, person)
      .thenRefused('custody.wrong-establishment-kind'),
  );

  it('places a child in a child-protection centre', () => {
    const placement = {
      ...admission,
      kind: 'child-placement',
      establishment: 'CPE-LAAYOUNE',
      legalStatus: 'placed',
    } as const;
    free.when(recordAdmission, placement, person).then(admitted(placement));
  });

  it('takes an alternative sentence without an establishment, and with none only', () => {
    const alternative = { ...admission, kind: 'alternative-sentence', legalStatus: 'sentenced' } as const;
    const nowhere = { ...alternative, establishment: undefined };
    free.when(recordAdmission, nowhere, person).then(admitted(nowhere));
    free.when(recordAdmission, alternative, person).thenRefused('custody.establishment-not-for-alternative');
  });

  it('calls nobody placed but a child', () =>
    free
      .when(recordAdmission, { ...admission, legalStatus: 'placed' }, person)
      .thenRefused('custody.legal-status-does-not-fit'));

  it('refuses an admission that lies ahead', () =>
    free
      .when(recordAdmission, { ...admission, admittedOn: '2026-06-02' }, person)
      .thenRefused('custody.admission-in-future'));

  it('refuses an admission before the person was born', () =>
    free
      .when(recordAdmission, { ...admission, admittedOn: '1990-03-20' }, person)
      .thenRefused('custody.admission-before-birth'));

  it('refuses an expected release before the admission', () =>
    free
      .when(recordAdmission, { ...admission, expectedReleaseOn: '2026-04-30' }, person)
      .thenRefused('custody.expected-before-admission'));

  it('is placed by the establishment, for an officer who could not see the person yet', () =>
    expect(recordAdmission.places(Object.assign(new recordAdmission.command(), admission))).toEqual({
      provinces: ['MA-LAA'],
    }));
});

describe('the register number (écrou): unique within its prison while the episode is open', () => {
  const numbered = admitted({ registerNumber: '24/345' });
  const claimsAfter = (...facts: Parameters<typeof after>[1][]) => custody.claims(after(custody, ...facts), '');
  const claim = (value: string) => ({ kind: 'register', value, refusal: 'custody.register-number-taken' });

  it('is claimed within the establishment', () => expect(claimsAfter(numbered)).toEqual([claim('LAAYOUNE/24/345')]));

  it('changes with a transfer', () => {
    const moved = { establishment: 'TIZNIT', transferredOn: '2025-06-01' };
    expect(claimsAfter(numbered, TransferRecorded({ ...moved, registerNumber: '25/1' }))).toEqual([
      claim('TIZNIT/25/1'),
    ]);
    expect(claimsAfter(numbered, TransferRecorded(moved))).toEqual([]);
  });

  it('is free after the release, and claimed again when the release is voided', () => {
    expect(claimsAfter(numbered, released())).toEqual([]);
    expect(claimsAfter(numbered, released(), ReleaseVoided({ because }))).toEqual([claim('LAAYOUNE/24/345')]);
  });

  it.each(['٢٤ / ٣٤٥', '۲۴/345', ' 24/345 '])('is one number however it was typed: %s', (registerNumber) => {
    const told = admitted({ ...admission, registerNumber: '24/345' });
    given(custody)
      .when(recordAdmission, { ...admission, registerNumber }, person)
      .then(told);
    given(custody, admitted())
      .when(recordTransfer, { establishment: 'TIZNIT', transferredOn: '2025-06-01', registerNumber })
      .then(TransferRecorded({ establishment: 'TIZNIT', transferredOn: '2025-06-01', registerNumber: '24/345' }));
  });

  it('is nothing to claim where the person has none', () => expect(claimsAfter(admitted())).toEqual([]));
});

describe('record-transfer: to another establishment', () => {
  const transfer = { establishment: 'TIZNIT', transferredOn: '2025-06-01' };
  const inside = given(custody, admitted());

  it('moves the person, and with them the province whose units see them', () => {
    inside.when(recordTransfer, transfer).then(TransferRecorded(transfer));
    expect(custody.places(after(custody, admitted()))).toEqual({ provinces: ['MA-LAA'] });
    expect(custody.places(after(custody, admitted(), TransferRecorded(transfer)))).toEqual({ provinces: ['MA-TIZ'] });
    expect(custody.places(after(custody, admitted(), released()))).toEqual({ provinces: [], lastKnown: ['MA-LAA'] });
  });

  it.each([
    ['before the admission', { transferredOn: '2025-01-09' }, 'custody.date-before-admission'],
    ['tomorrow', { transferredOn: '2026-06-02' }, 'custody.date-in-future'],
    ['to where the person is', { establishment: 'LAAYOUNE' }, 'custody.same-establishment'],
    ['to a child-protection centre', { establishment: 'CPE-AGADIR' }, 'custody.wrong-establishment-kind'],
  ])('refuses one %s', (_title, change, code) =>
    inside.when(recordTransfer, { ...transfer, ...change }).thenRefused(code),
  );

  it('refuses one before the last transfer', () =>
    given(custody, admitted(), TransferRecorded(transfer))
      .when(recordTransfer, { establishment: 'DAKHLA', transferredOn: '2025-05-31' })
      .thenRefused('custody.date-before-last-change'));
});

describe('change-legal-status and set-expected-release: what is known of the sentence', () => {
  const inside = given(custody, admitted());
  const sentenced = { legalStatus: 'sentenced', since: '2025-03-01' } as const;

  it('keeps that a person on remand was sentenced', () =>
    inside.when(changeLegalStatus, sentenced).then(LegalStatusChanged(sentenced)));

  it.each([
    ['before the admission', { since: '2025-01-09' }, 'custody.date-before-admission'],
    ['tomorrow', { since: '2026-06-02' }, 'custody.date-in-future'],
    ['to what it is', { legalStatus: 'remand' }, 'custody.nothing-changes'],
    ['to placed in a prison', { legalStatus: 'placed' }, 'custody.legal-status-does-not-fit'],
  ] as const)('refuses a change %s', (_title, change, code) =>
    inside.when(changeLegalStatus, { ...sentenced, ...change }).thenRefused(code),
  );

  it('refuses a change before the last one', () =>
    given(custody, admitted(), LegalStatusChanged(sentenced))
      .when(changeLegalStatus, { legalStatus: 'remand', since: '2025-02-28' })
      .thenRefused('custody.date-before-last-change'));

  const expected = { expectedOn: '2026-12-11', basis: 'sentence' } as const;

  it('sets the expected release', () => inside.when(setExpectedRelease, expected).then(ExpectedReleaseSet(expected)));

  it('refuses one before the admission', () =>
    inside.when(setExpectedRelease, { expectedOn: '2025-01-09' }).thenRefused('custody.expected-before-admission'));

  it('refuses the one that is set', () =>
    given(custody, admitted(), ExpectedReleaseSet(expected))
      .when(setExpectedRelease, expected)
      .thenRefused('custody.nothing-changes'));
});
