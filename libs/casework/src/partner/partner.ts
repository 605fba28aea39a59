import { Refused } from '#libs/kernel';
import Type, { type Static } from 'typebox';
import { Code, OneOf, Text } from '../fields/event-fields.ts';
import { aggregate } from '../shapes/aggregate.ts';
import { defineEvent, personal } from '../shapes/define-event.ts';
import { OUTGOING_TYPES } from './outgoing-types.ts';

/** What an organisation is: people may consent to all of a kind at once. */
export const PARTNER_KINDS = [
  'indh-committee',
  'ministry',
  'public-body',
  'human-rights',
  'international',
  'association',
  'company',
] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

const Granted = Type.Object({
  types: Type.Array(OneOf(OUTGOING_TYPES)),
  provinces: Type.Array(Code),
  purpose: Text(100),
});
const Because = { because: personal(Text(2000)) };

export const PartnerRegistered = defineEvent('PartnerRegistered', {
  name: Text(200),
  kind: OneOf(PARTNER_KINDS),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  legalBasis: Text(500),
  /** Reference of the authority's permission to send data abroad. */
  authorisation: Type.Optional(Text(100)),
});
/** Proposed; nothing is sent before somebody else confirms it. */
export const SubscriptionGranted = defineEvent('SubscriptionGranted', Granted.properties);
export const SubscriptionConfirmed = defineEvent('SubscriptionConfirmed', {});
export const PartnerSuspended = defineEvent('PartnerSuspended', Because);
export const PartnerResumed = defineEvent('PartnerResumed', Because);
export const PartnerRevoked = defineEvent('PartnerRevoked', Because);

/** What a partner hears of: these types, in these provinces, for this purpose. */
export type Subscription = Static<typeof Granted>;

interface Organisation {
  readonly name: string;
  readonly kind: PartnerKind;
  readonly country: string;
  readonly authorisation?: string;
  readonly proposed?: Subscription & { readonly proposedBy: string };
  /** The one confirmed last. */
  readonly subscription?: Subscription;
}

export type Partner =
  { readonly status: 'none' } | ({ readonly status: 'registered' | 'suspended' | 'revoked' } & Organisation);

/** Refuses an organisation nobody registered, and one that is no partner any more. */
export function standing(partner: Partner): Exclude<Partner, { status: 'none' }> {
  if (partner.status === 'none') throw new Refused('partner.not-registered');
  if (partner.status === 'revoked') throw new Refused('partner.revoked');
  return partner;
}

export const partner = aggregate({
  kind: 'partner',
  plural: 'partners',
  events: [
    PartnerRegistered,
    SubscriptionGranted,
    SubscriptionConfirmed,
    PartnerSuspended,
    PartnerResumed,
    PartnerRevoked,
  ],
  initial: { status: 'none' },
  evolve(state, event): Partner {
    if (event.type === 'PartnerRegistered') {
      const { name, kind, country, authorisation } = event.data;
      return { status: 'registered', name, kind, country, authorisation };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'SubscriptionGranted':
        return { ...state, proposed: { ...event.data, proposedBy: event.actor.id } };
      case 'SubscriptionConfirmed':
        return confirmed(state);
      case 'PartnerSuspended':
        return { ...state, status: 'suspended' };
      case 'PartnerResumed':
        return { ...state, status: 'registered' };
      case 'PartnerRevoked':
        return { ...state, status: 'revoked' };
    }
  },
  person: () => undefined,
  places: (state) => {
    if (state.status === 'none') return { provinces: [] };
    return { provinces: [...(state.subscription?.provinces ?? []), ...(state.proposed?.provinces ?? [])] };
  },
});

function confirmed(state: Exclude<Partner, { status: 'none' }>): Partner {
  if (!state.proposed) return state;
  const { types, provinces, purpose } = state.proposed;
  return { ...state, proposed: undefined, subscription: { types, provinces, purpose } };
}
