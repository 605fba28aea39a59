import { type LocalDate, Refused } from '#libs/kernel';
import { EVERYWHERE } from '#libs/reference';
import Type, { type Static } from 'typebox';
import { Day, OneOf, Text } from '../fields/event-fields.ts';
import { Residence } from '../fields/person-fields.ts';
import { aggregate } from '../shapes/aggregate.ts';
import { defineEvent, personal } from '../shapes/define-event.ts';
import type { Birth } from './birth.ts';
import { type Identifier, IDENTIFIER_TYPES } from './identifier.ts';
import {
  openedBy,
  RestrictedFileOpened,
  type Restriction,
  RestrictionLifted,
  VisibilityRestricted,
} from './restriction.ts';

export const SEXES = ['female', 'male'] as const;
export type Sex = (typeof SEXES)[number];

const WrittenName = Type.Object({ given: Text(100), family: Text(100) });
const Name = Type.Object({ arabic: Type.Optional(WrittenName), latin: Type.Optional(WrittenName) });
/** A name in Arabic script, Latin script or both. */
export type PersonName = Static<typeof Name>;

const BirthYear = Type.Integer({ minimum: 1900, maximum: 2200 });
const Country = Type.String({ pattern: '^[A-Z]{2}$' });
const IdentifierType = OneOf(IDENTIFIER_TYPES);
const IdentifierValue = personal(Text(40));
const Because = personal(Text(2000));

export const BeneficiaryRegistered = defineEvent('BeneficiaryRegistered', {
  name: personal(Name),
  sex: OneOf(SEXES),
  birthDate: Type.Optional(personal(Day)),
  birthYear: Type.Optional(personal(BirthYear)),
  nationality: Country,
  residence: Type.Optional(Residence),
  identifiers: Type.Array(Type.Object({ type: IdentifierType, value: IdentifierValue })),
  guardian: Type.Optional(
    personal(Type.Object({ name: Text(200), relation: Text(100), phone: Type.Optional(Text(40)) })),
  ),
  placingCourt: Type.Optional(personal(Text(200))),
  phone: Type.Optional(personal(Text(40))),
});
/** What is absent stays; a name comes whole; a birth date takes the place of a year, and a year that of a date. */
export const IdentityCorrected = defineEvent('IdentityCorrected', {
  name: Type.Optional(personal(Name)),
  sex: Type.Optional(OneOf(SEXES)),
  birthDate: Type.Optional(personal(Day)),
  birthYear: Type.Optional(personal(BirthYear)),
  nationality: Type.Optional(Country),
  because: Because,
});
export const IdentifierAdded = defineEvent('IdentifierAdded', { type: IdentifierType, value: IdentifierValue });
export const IdentifierRetired = defineEvent('IdentifierRetired', {
  type: IdentifierType,
  value: IdentifierValue,
  because: Because,
});
export const ResidenceChanged = defineEvent('ResidenceChanged', { ...Residence.properties, since: Day });
export const DeathRecorded = defineEvent('DeathRecorded', { diedOn: Day, because: Type.Optional(Because) });

interface Person extends Birth {
  readonly name: PersonName;
  readonly sex: Sex;
  readonly nationality: string;
  readonly residence?: Static<typeof Residence>;
  readonly identifiers: readonly Identifier[];
  /** The unit of who registered the person; absent where that was no unit in particular. */
  readonly registeredIn?: string | undefined;
  /** Someone answers for the person: a guardian, or the court that placed them. */
  readonly isAnsweredFor: boolean;
  /** The last one; it may have run out. */
  readonly restriction?: Restriction | undefined;
}

export type Beneficiary =
  | { readonly status: 'none' }
  | ({ readonly status: 'registered' } & Person)
  | ({ readonly status: 'deceased'; readonly diedOn: LocalDate } & Person);

/** Refuses someone who was never registered. */
export function registered(beneficiary: Beneficiary): Exclude<Beneficiary, { status: 'none' }> {
  if (beneficiary.status === 'none') throw new Refused('beneficiary.not-registered');
  return beneficiary;
}

/** Also refuses someone who died: after that only corrections are made. */
export function living(beneficiary: Beneficiary): Extract<Beneficiary, { status: 'registered' }> {
  const known = registered(beneficiary);
  if (known.status === 'deceased') throw new Refused('beneficiary.deceased');
  return known;
}

export const beneficiary = aggregate({
  kind: 'beneficiary',
  plural: 'beneficiaries',
  events: [
    BeneficiaryRegistered,
    IdentityCorrected,
    IdentifierAdded,
    IdentifierRetired,
    ResidenceChanged,
    DeathRecorded,
    VisibilityRestricted,
    RestrictionLifted,
    RestrictedFileOpened,
  ],
  initial: { status: 'none' },
  evolve(state, event): Beneficiary {
    if (event.type === 'BeneficiaryRegistered') {
      const { name, sex, birthDate, birthYear, nationality, residence, identifiers } = event.data;
      const isAnsweredFor = event.data.guardian !== undefined || event.data.placingCourt !== undefined;
      const registeredIn = event.actor.unit === EVERYWHERE ? undefined : event.actor.unit;
      const known = { name, sex, birthDate, birthYear, nationality, residence, identifiers };
      return { status: 'registered', ...known, isAnsweredFor, registeredIn };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'IdentityCorrected': {
        const { name = state.name, sex = state.sex, nationality = state.nationality } = event.data;
        return { ...state, name, sex, nationality, ...birthAfter(state, event.data) };
      }
      case 'IdentifierAdded':
        return { ...state, identifiers: [...state.identifiers, event.data] };
      case 'IdentifierRetired': {
        const { type, value } = event.data;
        return {
          ...state,
          identifiers: state.identifiers.filter((held) => held.type !== type || held.value !== value),
        };
      }
      case 'ResidenceChanged':
        return { ...state, residence: { province: event.data.province, commune: event.data.commune } };
      case 'DeathRecorded':
        return { ...state, status: 'deceased', diedOn: event.data.diedOn };
      case 'VisibilityRestricted': {
        const { until, units } = event.data;
        return { ...state, restriction: { until, units, openings: [] } };
      }
      case 'RestrictionLifted':
        return { ...state, restriction: undefined };
      case 'RestrictedFileOpened': {
        const { restriction } = state;
        return restriction ? { ...state, restriction: openedBy(restriction, event.actor.id, event.data.until) } : state;
      }
    }
  },
  places: (state) => {
    if (state.status === 'none') return { provinces: [] };
    const { residence, registeredIn } = state;
    if (residence !== undefined) return { provinces: [residence.province] };
    return { provinces: [], lastKnown: registeredIn === undefined ? [] : [registeredIn] };
  },
  claims: (state) =>
    state.status === 'none'
      ? []
      : state.identifiers.map(({ type, value }) => ({
          kind: type,
          value,
          refusal: 'beneficiary.identifier-taken',
        })),
});

/** The birth once a correction is made. */
export function birthAfter({ birthDate, birthYear }: Birth, correction: Birth): Birth {
  const corrected = correction.birthDate !== undefined || correction.birthYear !== undefined;
  return corrected ? { birthDate: correction.birthDate, birthYear: correction.birthYear } : { birthDate, birthYear };
}
