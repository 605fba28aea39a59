import {
  addIdentifier,
  beneficiary,
  BeneficiaryRegistered,
  IdentifierAdded,
  IdentifierRetired,
  normalIdentifier,
  registerBeneficiary,
  retireIdentifier,
} from '#libs/casework';
import fc from 'fast-check';
import { after, given } from '../support/given-when-then.ts';
import { registered } from '../support/person-facts.ts';

const name = { arabic: { given: 'مليكة', family: 'أوبلا' } };
const woman = { name, sex: 'female', birthDate: '1990-03-21' } as const;
const guardian = { name: 'Fatma Oubella', relation: 'mère' };
const because = 'Extrait de naissance du 3 mars';

describe('register-beneficiary: who the person is', () => {
  const unknown = given(beneficiary);

  it('registers a person by a name in Arabic script alone, Moroccan unless told otherwise', () =>
    unknown
      .when(registerBeneficiary, woman)
      .then(BeneficiaryRegistered({ ...woman, nationality: 'MA', identifiers: [] })));

  it('refuses a person without a name in either script', () =>
    unknown.when(registerBeneficiary, { ...woman, name: {} }).thenRefused('beneficiary.name-missing'));

  it('takes an estimated year of birth where the date is not known', () =>
    unknown
      .when(registerBeneficiary, { name, sex: 'male', birthYear: 1985 })
      .then(BeneficiaryRegistered({ name, sex: 'male', birthYear: 1985, nationality: 'MA', identifiers: [] })));

  it('refuses a person without a birth date or year', () =>
    unknown.when(registerBeneficiary, { name, sex: 'male' }).thenRefused('beneficiary.birth-missing'));

  it('refuses a birth date and a birth year together', () =>
    unknown.when(registerBeneficiary, { ...woman, birthYear: 1990 }).thenRefused('beneficiary.birth-given-twice'));

  it.each([{ birthDate: '2026-06-02' }, { birthDate: undefined, birthYear: 2027 }])(
    'refuses a birth that lies ahead: %j',
    (birth) =>
      unknown.when(registerBeneficiary, { ...woman, guardian, ...birth }).thenRefused('beneficiary.born-in-future'),
  );

  it.each([{ birthDate: '2008-06-02' }, { birthDate: undefined, birthYear: 2009 }])(
    'refuses a minor without a guardian or placing court: %j',
    (birth) =>
      unknown.when(registerBeneficiary, { ...woman, ...birth }).thenRefused('beneficiary.minor-needs-guardian'),
  );

  it.each([{ birthDate: '2008-06-01' }, { birthDate: undefined, birthYear: 2008 }])(
    'needs no guardian for someone who is 18 today, or turns 18 this year: %j',
    (birth) => expect(after(beneficiary, decided({ ...woman, ...birth })).status).toBe('registered'),
  );

  it.each([{ guardian }, { placingCourt: 'Tribunal de première instance de Laâyoune' }])(
    'registers a minor with %j',
    (answersFor) => {
      const child = { ...woman, birthDate: '2012-01-01', ...answersFor };
      unknown
        .when(registerBeneficiary, child)
        .then(BeneficiaryRegistered({ ...child, nationality: 'MA', identifiers: [] }));
    },
  );

  it('refuses an id under which someone is registered', () =>
    given(beneficiary, registered()).when(registerBeneficiary, woman).thenRefused('beneficiary.already-registered'));

  it('refuses the same number given twice, however it is written', () =>
    unknown
      .when(registerBeneficiary, {
        ...woman,
        identifiers: [
          { type: 'cin', value: 'JF444194' },
          { type: 'cin', value: 'jf 444194' },
        ],
      })
      .thenRefused('beneficiary.identifier-repeated'));

  function decided(fields: object) {
    const command = Object.assign(new registerBeneficiary.command(), fields);
    const someone = { id: 'amina', role: 'social-worker', unit: '*' };
    return registerBeneficiary.decide({ status: 'none' }, command, {
      id: '00000000-0000-4000-8000-000000000001',
      actor: someone,
      today: '2026-06-01',
      now: '2026-06-01T09:00:00.000Z',
    }) as ReturnType<typeof BeneficiaryRegistered>;
  }
});

describe('identity numbers: in one form, of one person', () => {
  const cin = { type: 'cin', value: 'JF444194' } as const;

  it.each(['JF444194', 'jf 444194', ' Jf\u00a0444 194 ', 'jf ٤٤٤١٩٤', 'JF۴۴۴194'])(
    'stores the national card %j as JF444194',
    (value) => given(beneficiary, registered()).when(addIdentifier, { type: 'cin', value }).then(IdentifierAdded(cin)),
  );

  it.each(['444194', 'ABC123', 'A', 'A12345678', 'JF-444194', 'JF444194X', 'ج444194'])(
    'refuses %j as a national card',
    (value) =>
      given(beneficiary, registered())
        .when(addIdentifier, { type: 'cin', value })
        .thenRefused('beneficiary.identifier-malformed'),
  );

  it('stores other numbers in upper case without blanks too', () =>
    given(beneficiary, registered())
      .when(addIdentifier, { type: 'massar', value: ' d 130012345 ' })
      .then(IdentifierAdded({ type: 'massar', value: 'D130012345' })));

  it('gives every way of writing a national card one form, and that form itself', () => {
    const letters = fc.stringMatching(/^[A-Za-z]{1,2}$/);
    const digits = fc.stringMatching(/^[0-9]{1,7}$/);
    const blank = fc.constantFrom('', ' ', '\u00a0', '\t', '  ');
    fc.assert(
      fc.property(letters, digits, blank, blank, (letter, number, between, around) => {
        const normal = normalIdentifier({ type: 'cin', value: `${around}${letter}${between}${number}${around}` });
        expect(normal).toEqual({ type: 'cin', value: `${letter.toUpperCase()}${number}` });
        expect(normalIdentifier(normal)).toEqual(normal);
      }),
    );
  });

  it('refuses a number the person holds already', () =>
    given(beneficiary, registered({ identifiers: [cin] }))
      .when(addIdentifier, { type: 'cin', value: 'jf444194' })
      .thenRefused('beneficiary.identifier-already-held'));

  it('claims every number for the person, and frees it when it is retired', () => {
    const claims = (...facts: Parameters<typeof after>[1][]) => beneficiary.claims(after(beneficiary, ...facts), '');
    const passport = { type: 'passport', value: 'AB12345' } as const;
    const holder = registered({ identifiers: [cin] });
    expect(claims(holder, IdentifierAdded(passport))).toEqual([
      { kind: 'cin', value: 'JF444194', refusal: 'beneficiary.identifier-taken' },
      { kind: 'passport', value: 'AB12345', refusal: 'beneficiary.identifier-taken' },
    ]);
    expect(claims(holder, IdentifierRetired({ ...cin, because }))).toEqual([]);
  });

  it('retires a number however it is written', () =>
    given(beneficiary, registered({ identifiers: [cin] }))
      .when(retireIdentifier, { type: 'cin', value: 'jf 444194', because })
      .then(IdentifierRetired({ ...cin, because })));

  it('refuses to retire a number the person does not hold', () =>
    given(beneficiary, registered())
      .when(retireIdentifier, { ...cin, because })
      .thenRefused('beneficiary.identifier-unknown'));
});
