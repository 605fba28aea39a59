import type { PersonName, Sex } from '#libs/casework';
import { nameWords } from '#libs/language';
import type { PersonEvent } from './person-event.ts';

export interface BeneficiaryDocument {
  readonly id: string;
  readonly name: PersonName;
  readonly sex: Sex;
  readonly birthDate?: string;
  /** Estimated, where the date is not known. */
  readonly birthYear?: number;
  readonly nationality: string;
  readonly province?: string;
  readonly commune?: string;
  readonly identifiers: readonly { readonly type: string; readonly value: string }[];
  readonly guardian?: { readonly name: string; readonly relation: string; readonly phone?: string };
  readonly placingCourt?: string;
  readonly phone?: string;
  readonly diedOn?: string;
  /** Outside these units the file is kept from everyone, that day included. */
  readonly restriction?: { readonly until: string; readonly units: readonly string[] } | undefined;
  readonly status: 'registered' | 'inside' | 'released' | 'deceased';
}

export function beneficiaryAfter(
  known: BeneficiaryDocument | undefined,
  event: PersonEvent,
): BeneficiaryDocument | undefined {
  if (event.type === 'BeneficiaryRegistered') {
    const { residence, ...rest } = event.data;
    return { id: event.id, status: 'registered', ...rest, ...residence };
  }
  if (!known) return undefined;
  switch (event.type) {
    case 'IdentityCorrected':
      return corrected(known, event.data);
    case 'IdentifierAdded': {
      const { type, value } = event.data;
      return { ...known, identifiers: [...known.identifiers, { type, value }] };
    }
    case 'IdentifierRetired': {
      const { type, value } = event.data;
      return { ...known, identifiers: known.identifiers.filter((held) => held.type !== type || held.value !== value) };
    }
    case 'ResidenceChanged':
      return { ...known, province: event.data.province, commune: event.data.commune };
    case 'DeathRecorded':
      return { ...known, status: 'deceased', diedOn: event.data.diedOn };
    case 'VisibilityRestricted':
      return { ...known, restriction: { until: event.data.until, units: event.data.units } };
    case 'RestrictionLifted':
      return { ...known, restriction: undefined };
    case 'AdmissionRecorded':
    case 'ReleaseVoided':
      return known.status === 'deceased' ? known : { ...known, status: 'inside' };
    case 'ReleaseRecorded':
      return known.status === 'deceased' ? known : { ...known, status: 'released' };
    default:
      return known;
  }
}

type Correction = Extract<PersonEvent, { type: 'IdentityCorrected' }>['data'];

function corrected(known: BeneficiaryDocument, { because: _because, ...correction }: Correction): BeneficiaryDocument {
  const reborn = correction.birthDate !== undefined || correction.birthYear !== undefined;
  return { ...known, ...(reborn ? { birthDate: undefined, birthYear: undefined } : {}), ...correction };
}

/** Every word of the name, in either script, as it is searched. */
export function wordsOf(known: BeneficiaryDocument | undefined): string[] {
  return known ? nameWords(known.name) : [];
}

export function identifierKeysOf(known: BeneficiaryDocument | undefined): string[] {
  return known ? known.identifiers.map(({ value }) => value) : [];
}
