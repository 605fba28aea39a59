import { agreement as agreementAggregate } from '#libs/casework';
import { projection } from '#libs/read-models';

export interface AgreementDocument {
  readonly id: string;
  readonly status: 'signed' | 'closed';
  readonly reference: string;
  readonly programme: string;
  readonly partner: string;
  readonly provinces: readonly string[];
  readonly signedOn: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly perProjectCapCentimes?: number;
  readonly shares: readonly { readonly party: string; readonly percent: number }[];
  readonly parentId?: string;
  readonly envelopeCentimes: number;
  readonly receivedCentimes: number;
  /** Reserved, not yet committed. */
  readonly reservedCentimes: number;
  readonly committedCentimes: number;
  /** Envelope − reserved − committed. */
  readonly availableCentimes: number;
  readonly closedOn?: string;
  readonly _: { readonly reach: readonly string[]; readonly revision: number };
}

/** What each partnership agreement promised, received, holds and gave. */
export const agreements = projection('agreements', {
  version: 1,
  on: agreementAggregate.events,
  indexes: [{ field: 'provinces', many: true }, { field: 'programme' }, { field: '_.reach', many: true }],
  keys: (event) => [event.id],
  evolve(known: AgreementDocument | undefined, event): AgreementDocument | undefined {
    const agreement = known && { ...known, _: { ...known._, revision: event.revision } };
    if (event.type === 'AgreementSigned') {
      return {
        id: event.id,
        status: 'signed',
        ...event.data,
        receivedCentimes: 0,
        reservedCentimes: 0,
        committedCentimes: 0,
        availableCentimes: event.data.envelopeCentimes,
        _: { reach: event.data.provinces, revision: event.revision },
      };
    }
    if (!agreement) return undefined;
    switch (event.type) {
      case 'InstalmentReceived':
        return { ...agreement, receivedCentimes: agreement.receivedCentimes + event.data.amountCentimes };
      case 'FundsReserved':
        return moved(agreement, { reserved: event.data.amountCentimes, committed: 0 });
      case 'FundsCommitted':
        return moved(agreement, { reserved: -event.data.amountCentimes, committed: event.data.amountCentimes });
      case 'FundsReleased':
        return moved(agreement, { reserved: -event.data.amountCentimes, committed: 0 });
      case 'AgreementClosed':
        return { ...agreement, status: 'closed', closedOn: event.data.closedOn };
    }
  },
});

function moved(agreement: AgreementDocument, by: { reserved: number; committed: number }): AgreementDocument {
  const reservedCentimes = agreement.reservedCentimes + by.reserved;
  const committedCentimes = agreement.committedCentimes + by.committed;
  const availableCentimes = agreement.envelopeCentimes - reservedCentimes - committedCentimes;
  return { ...agreement, reservedCentimes, committedCentimes, availableCentimes };
}
