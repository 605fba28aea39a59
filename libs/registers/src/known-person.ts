import type { Happened } from '#libs/casework';
import { type LocalDate, plainNumber } from '#libs/kernel';
import { type LineName, nameKey } from './line.ts';

/** One number used in one establishment, from one day to another. */
export interface Stay {
  readonly establishment: string | undefined;
  readonly register: string | undefined;
  readonly from: LocalDate;
  /** It began with an admission, not with a transfer. */
  readonly admitted: boolean;
  to?: LocalDate;
}

/** What is known of a person that a line can agree with or contradict; earlier words still count. */
export interface KnownPerson {
  readonly id: string;
  readonly names: string[];
  readonly births: (LocalDate | number)[];
  readonly cinsEver: string[];
  /** The cards that were not taken from the person again. */
  readonly cins: string[];
  readonly stays: Stay[];
  readonly releases: { readonly releasedOn: LocalDate; readonly reason: string }[];
  province?: string;
}

/** What a person's own streams tell; undefined of someone who is in none of them. */
export function personFrom(id: string, events: readonly Pick<Happened, 'type' | 'data'>[]): KnownPerson | undefined {
  if (events.length === 0) return undefined;
  const person: KnownPerson = { id, names: [], births: [], cinsEver: [], cins: [], stays: [], releases: [] };
  for (const event of events) learn(person, event);
  return person;
}

function learn(person: KnownPerson, { type, data: fields }: Pick<Happened, 'type' | 'data'>): void {
  const data = fields as Data;
  switch (type) {
    case 'BeneficiaryRegistered':
    case 'IdentityCorrected':
      for (const script of ['arabic', 'latin'] as const) {
        const name = data.name?.[script];
        if (name) addOnce(person.names, nameKey({ script, ...name }));
      }
      if (data.birthDate !== undefined) addOnce(person.births, data.birthDate);
      if (data.birthYear !== undefined) addOnce(person.births, data.birthYear);
      person.province = data.residence?.province ?? person.province;
      for (const identifier of data.identifiers ?? []) learnIdentifier(person, identifier);
      return;
    case 'IdentifierAdded':
      return learnIdentifier(person, { type: data.type, value: data.value });
    case 'IdentifierRetired':
      if (data.type === 'cin' && person.cins.includes(data.value)) {
        person.cins.splice(person.cins.indexOf(data.value), 1);
      }
      return;
    case 'ResidenceChanged':
      person.province = data.province;
      return;
    case 'AdmissionRecorded':
      return learnStay(person, data, data.admittedOn, true);
    case 'TransferRecorded': {
      const last = person.stays.at(-1);
      if (last) last.to = data.transferredOn;
      return learnStay(person, data, data.transferredOn, false);
    }
    case 'ReleaseRecorded':
    case 'ReleaseCorrected':
    case 'ReleaseVoided':
      return learnRelease(person, type, data);
  }
}

/** The fields of these events that matter here, as their definitions declare them. */
interface Data {
  readonly name?: Readonly<Record<'arabic' | 'latin', Omit<LineName, 'script'> | undefined>>;
  readonly birthDate?: LocalDate;
  readonly birthYear?: number;
  readonly residence?: { readonly province: string };
  readonly identifiers?: readonly { readonly type: string; readonly value: string }[];
  readonly type: string;
  readonly value: string;
  readonly province: string;
  readonly establishment?: string;
  readonly registerNumber?: string;
  readonly admittedOn: LocalDate;
  readonly transferredOn: LocalDate;
  readonly releasedOn?: LocalDate;
  readonly reason?: string;
}

function learnIdentifier(person: KnownPerson, { type, value }: { type: string; value: string }): void {
  if (type !== 'cin') return;
  addOnce(person.cinsEver, value);
  addOnce(person.cins, value);
}

function learnStay({ stays }: KnownPerson, data: Data, from: LocalDate, admitted: boolean): void {
  const register = data.registerNumber === undefined ? undefined : plainNumber(data.registerNumber);
  stays.push({ establishment: data.establishment, register, from, admitted });
}

/** A release as recorded stays among what is known: a list that repeats it says nothing new, even once corrected. */
function learnRelease(person: KnownPerson, type: string, data: Data): void {
  const stay = person.stays.at(-1);
  if (!stay) return;
  if (type === 'ReleaseVoided') {
    delete stay.to;
    return;
  }
  const last = person.releases.at(-1);
  const releasedOn = data.releasedOn ?? last?.releasedOn ?? stay.from;
  person.releases.push({ releasedOn, reason: data.reason ?? last?.reason ?? '' });
  stay.to = releasedOn;
  if (type === 'ReleaseRecorded' && data.residence) person.province = data.residence.province;
}

function addOnce<T>(list: T[], value: T): void {
  if (!list.includes(value)) list.push(value);
}
