import { type LocalDate, Refused } from '#libs/kernel';
import { provinceOfEstablishment } from '#libs/reference';
import Type from 'typebox';
import { Code, Day, OneOf, Text } from '../fields/event-fields.ts';
import { Residence } from '../fields/person-fields.ts';
import { aggregate } from '../shapes/aggregate.ts';
import { defineEvent, personal } from '../shapes/define-event.ts';

export const CUSTODY_KINDS = ['prison', 'child-placement', 'alternative-sentence'] as const;
export type CustodyKind = (typeof CUSTODY_KINDS)[number];

export const LEGAL_STATUSES = ['remand', 'sentenced', 'civil-debt', 'placed'] as const;
export type LegalStatus = (typeof LEGAL_STATUSES)[number];

export const RELEASE_BASES = ['sentence', 'remission', 'pardon', 'conditional'] as const;
export type ReleaseBasis = (typeof RELEASE_BASES)[number];

export const RELEASE_REASONS = [
  'sentence-served',
  'royal-pardon',
  'conditional-release',
  'acquittal',
  'provisional-release',
  'fine-paid',
  'sentence-substituted',
  'death-in-custody',
] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

const RegisterNumber = Type.Optional(personal(Text(40)));

export const AdmissionRecorded = defineEvent('AdmissionRecorded', {
  kind: OneOf(CUSTODY_KINDS),
  establishment: Type.Optional(Code),
  admittedOn: Day,
  legalStatus: OneOf(LEGAL_STATUSES),
  registerNumber: RegisterNumber,
  expectedReleaseOn: Type.Optional(Day),
});
export const LegalStatusChanged = defineEvent('LegalStatusChanged', { legalStatus: OneOf(LEGAL_STATUSES), since: Day });
/** Without a register number there is none in the new establishment yet: the old one stayed behind. */
export const TransferRecorded = defineEvent('TransferRecorded', {
  establishment: Code,
  transferredOn: Day,
  registerNumber: RegisterNumber,
});
export const ExpectedReleaseSet = defineEvent('ExpectedReleaseSet', {
  expectedOn: Day,
  basis: Type.Optional(OneOf(RELEASE_BASES)),
});
export const ReleaseRecorded = defineEvent('ReleaseRecorded', {
  releasedOn: Day,
  reason: OneOf(RELEASE_REASONS),
  residence: Type.Optional(Residence),
  batchId: Type.Optional(Text(100)),
});
/** Of the last recorded release; what is absent stays. */
export const ReleaseCorrected = defineEvent('ReleaseCorrected', {
  releasedOn: Type.Optional(Day),
  reason: Type.Optional(OneOf(RELEASE_REASONS)),
  because: personal(Text(2000)),
});
/** The last recorded release never was: its episode is open again. */
export const ReleaseVoided = defineEvent('ReleaseVoided', { because: personal(Text(2000)) });

interface Episode {
  readonly kind: CustodyKind;
  readonly establishment?: string;
  readonly admittedOn: LocalDate;
  readonly legalStatus: LegalStatus;
  /** Since when the legal status is known to be so, and since when the person is in this establishment. */
  readonly legalStatusSince: LocalDate;
  readonly establishmentSince: LocalDate;
  readonly registerNumber?: string;
  readonly expectedReleaseOn?: LocalDate;
  readonly expectedReleaseBasis?: ReleaseBasis;
}

interface Release {
  readonly releasedOn: LocalDate;
  readonly reason: ReleaseReason;
}

export type Custody =
  | { readonly status: 'none' }
  | ({ readonly status: 'inside' } & Episode)
  | ({ readonly status: 'released' } & Episode & Release);

/** The open episode. Refuses someone who is not in custody. */
export function openEpisode(custody: Custody): Extract<Custody, { status: 'inside' }> {
  if (custody.status !== 'inside') throw new Refused('custody.not-inside');
  return custody;
}

/** The last episode with its release. Refuses where the last thing recorded is not a release. */
export function lastRelease(custody: Custody): Extract<Custody, { status: 'released' }> {
  if (custody.status !== 'released') throw new Refused('custody.not-released');
  return custody;
}

export const custody = aggregate({
  kind: 'custody',
  plural: 'custodies',
  events: [
    AdmissionRecorded,
    LegalStatusChanged,
    TransferRecorded,
    ExpectedReleaseSet,
    ReleaseRecorded,
    ReleaseCorrected,
    ReleaseVoided,
  ],
  initial: { status: 'none' },
  evolve(state, event): Custody {
    if (event.type === 'AdmissionRecorded') return admitted(event.data);
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'LegalStatusChanged': {
        const { legalStatus, since } = event.data;
        return { ...state, legalStatus, legalStatusSince: since };
      }
      case 'TransferRecorded': {
        const { establishment, transferredOn, registerNumber } = event.data;
        return { ...state, establishment, establishmentSince: transferredOn, registerNumber };
      }
      case 'ExpectedReleaseSet': {
        const { expectedOn, basis } = event.data;
        return { ...state, expectedReleaseOn: expectedOn, expectedReleaseBasis: basis };
      }
      case 'ReleaseRecorded': {
        const { releasedOn, reason } = event.data;
        return { ...state, status: 'released', releasedOn, reason };
      }
      case 'ReleaseCorrected': {
        if (state.status !== 'released') return state;
        const { releasedOn = state.releasedOn, reason = state.reason } = event.data;
        return { ...state, releasedOn, reason };
      }
      case 'ReleaseVoided':
        return state.status === 'released' ? reopened(state) : state;
    }
  },
  places: (state) => {
    if (state.status === 'none') return { provinces: [] };
    const province = provinceOfEstablishment(state.establishment ?? '');
    const known = province === undefined ? [] : [province];
    return state.status === 'inside' ? { provinces: known } : { provinces: [], lastKnown: known };
  },
  claims: (state) =>
    state.status === 'inside' && state.establishment !== undefined && state.registerNumber !== undefined
      ? [
          {
            kind: 'register',
            value: `${state.establishment}/${state.registerNumber}`,
            refusal: 'custody.register-number-taken',
          },
        ]
      : [],
});

function admitted(admission: ReturnType<typeof AdmissionRecorded>['data']): Custody {
  const { admittedOn } = admission;
  return { status: 'inside', ...admission, legalStatusSince: admittedOn, establishmentSince: admittedOn };
}

function reopened({ releasedOn: _never, reason: _happened, ...episode }: Episode & Release): Custody {
  return { ...episode, status: 'inside' };
}
