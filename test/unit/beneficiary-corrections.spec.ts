import {
  addIdentifier,
  beneficiary,
  changeResidence,
  correctIdentity,
  DeathRecorded,
  IdentifierRetired,
  IdentityCorrected,
  recordDeath,
  ResidenceChanged,
  retireIdentifier,
} from '#libs/casework';
import { after, given } from '../support/given-when-then.ts';
import { registered } from '../support/person-facts.ts';

const name = { arabic: { given: 'مليكة', family: 'أوبلا' } };
const guardian = { name: 'Fatma Oubella', relation: 'mère' };
const died = DeathRecorded({ diedOn: '2026-04-01' });
const because = 'Extrait de naissance du 3 mars';

describe('correct-identity: what was registered wrongly is put right', () => {
  it('keeps the script of the name that the correction leaves out', () => {
    const latin = { given: 'Malika', family: 'Oubella' };
    given(beneficiary, registered({ name: { latin } }))
      .when(correctIdentity, { name, because })
      .then(IdentityCorrected({ name: { ...name, latin }, because }));
  });

  it('lets a birth date take the place of the estimated year', () => {
    const corrected = after(
      beneficiary,
      registered({ birthDate: undefined, birthYear: 1985 }),
      IdentityCorrected({ birthDate: '1986-02-03', because }),
    );
    expect(corrected).toMatchObject({ birthDate: '1986-02-03', birthYear: undefined });
  });

  it('refuses a correction that says what is known', () =>
    given(beneficiary, registered())
      .when(correctIdentity, { sex: 'female', birthDate: '1990-03-21', because })
      .thenRefused('beneficiary.nothing-changes'));

  it('refuses a name in neither script', () =>
    given(beneficiary, registered())
      .when(correctIdentity, { name: {}, because })
      .thenRefused('beneficiary.name-missing'));

  it('refuses a birth that lies ahead', () =>
    given(beneficiary, registered())
      .when(correctIdentity, { birthDate: '2026-06-02', because })
      .thenRefused('beneficiary.born-in-future'));

  it('refuses to make a minor of someone nobody answers for', () =>
    given(beneficiary, registered())
      .when(correctIdentity, { birthDate: '2010-03-21', because })
      .thenRefused('beneficiary.minor-needs-guardian'));

  it('corrects the birth of a minor who has a guardian', () =>
    given(beneficiary, registered({ birthDate: '2011-03-21', guardian }))
      .when(correctIdentity, { birthDate: '2010-03-21', because })
      .then(IdentityCorrected({ birthDate: '2010-03-21', because })));

  it('refuses a birth after the recorded death', () =>
    given(beneficiary, registered(), died)
      .when(correctIdentity, { birthDate: '2026-04-02', because })
      .thenRefused('beneficiary.death-before-birth'));
});

describe('change-residence: where the person lives', () => {
  const moved = { province: 'MA-TNT', commune: 'Tan-Tan', since: '2026-05-01' };

  it('moves the person, and with them the province whose units see them', () => {
    given(beneficiary, registered()).when(changeResidence, moved).then(ResidenceChanged(moved));
    expect(beneficiary.places(after(beneficiary, registered(), ResidenceChanged(moved)))).toEqual({
      provinces: ['MA-TNT'],
    });
  });

  it('may be sent by the system, when a release names the residence', () =>
    expect(changeResidence.sentBy).toContain('process'));

  it('refuses the residence the person has', () =>
    given(beneficiary, registered())
      .when(changeResidence, { province: 'MA-LAA', since: '2026-05-01' })
      .thenRefused('beneficiary.nothing-changes'));

  it('refuses a move that lies ahead', () =>
    given(beneficiary, registered())
      .when(changeResidence, { ...moved, since: '2026-06-02' })
      .thenRefused('beneficiary.residence-in-future'));

  it('refuses a move before the person was born', () =>
    given(beneficiary, registered())
      .when(changeResidence, { ...moved, since: '1990-03-20' })
      .thenRefused('beneficiary.residence-before-birth'));
});

describe('record-death: after it, only corrections', () => {
  it('records the day', () => given(beneficiary, registered()).when(recordDeath, died.data).then(died));

  it('refuses a death that lies ahead', () =>
    given(beneficiary, registered())
      .when(recordDeath, { diedOn: '2026-06-02' })
      .thenRefused('beneficiary.death-in-future'));

  it.each([{ birthDate: '2026-01-02' }, { birthDate: undefined, birthYear: 2026 }])(
    'refuses a death before the birth: %j',
    (birth) =>
      given(beneficiary, registered({ ...birth, guardian }))
        .when(recordDeath, { diedOn: '2025-12-31' })
        .thenRefused('beneficiary.death-before-birth'),
  );

  it('refuses a second death', () =>
    given(beneficiary, registered(), died)
      .when(recordDeath, died.data)
      .thenRefused('beneficiary.death-already-recorded'));

  const dead = given(beneficiary, registered({ identifiers: [{ type: 'cin', value: 'JF444194' }] }), died);

  it('refuses a new residence then', () =>
    dead.when(changeResidence, { province: 'MA-TNT', since: '2026-05-01' }).thenRefused('beneficiary.deceased'));

  it('refuses a new number then', () =>
    dead.when(addIdentifier, { type: 'passport', value: 'AB12345' }).thenRefused('beneficiary.deceased'));

  it('still corrects the identity', () =>
    dead.when(correctIdentity, { sex: 'male', because }).then(IdentityCorrected({ sex: 'male', because })));

  it('still retires a wrong number', () =>
    dead
      .when(retireIdentifier, { type: 'cin', value: 'JF444194', because })
      .then(IdentifierRetired({ type: 'cin', value: 'JF444194', because })));
});

describe('a person nobody registered', () => {
  it('can neither be corrected, nor move, nor die', () => {
    const nobody = given(beneficiary);
    nobody.when(correctIdentity, { sex: 'male', because }).thenRefused('beneficiary.not-registered');
    nobody.when(changeResidence, { province: 'MA-LAA', since: '2026-05-01' }).thenRefused('beneficiary.not-registered');
    nobody.when(recordDeath, died.data).thenRefused('beneficiary.not-registered');
  });
});
