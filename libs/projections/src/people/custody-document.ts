import type { PersonEvent } from './person-event.ts';

export interface CustodyDocument {
  /** The person's. */
  readonly id: string;
  readonly kind: string;
  readonly establishment?: string;
  readonly inside: boolean;
  readonly admittedOn: string;
  readonly legalStatus: string;
  readonly registerNumber?: string;
  readonly expectedReleaseOn?: string;
  readonly releasedOn?: string;
  readonly releaseReason?: string;
}

/** The last episode of custody: coming back opens a new one. */
export function custodyAfter(known: CustodyDocument | undefined, event: PersonEvent): CustodyDocument | undefined {
  if (event.type === 'AdmissionRecorded') return { id: event.id, inside: true, ...event.data };
  if (!known) return undefined;
  switch (event.type) {
    case 'LegalStatusChanged':
      return { ...known, legalStatus: event.data.legalStatus };
    case 'TransferRecorded': {
      const { establishment, registerNumber } = event.data;
      return { ...known, establishment, registerNumber };
    }
    case 'ExpectedReleaseSet':
      return { ...known, expectedReleaseOn: event.data.expectedOn };
    case 'ReleaseRecorded':
      return { ...known, inside: false, releasedOn: event.data.releasedOn, releaseReason: event.data.reason };
    case 'ReleaseCorrected': {
      const { releasedOn = known.releasedOn, reason = known.releaseReason } = event.data;
      return { ...known, releasedOn, releaseReason: reason };
    }
    case 'ReleaseVoided':
      return { ...known, inside: true, releasedOn: undefined, releaseReason: undefined };
    default:
      return known;
  }
}
