import {
  confirmSubscription,
  grantSubscription,
  partner,
  PartnerRegistered,
  PartnerResumed,
  PartnerRevoked,
  PartnerSuspended,
  registerPartner,
  resumePartner,
  revokePartner,
  SubscriptionConfirmed,
  SubscriptionGranted,
  suspendPartner,
} from '#libs/casework';
import { after, by, given } from '../support/given-when-then.ts';

const committee = {
  name: 'CPDH de Laâyoune',
  kind: 'indh-committee' as const,
  country: 'MA',
  legalBasis: 'Convention 2026/3',
};
const registered = PartnerRegistered(committee);
const wanted = {
  types: ['ma.idmaj.project.project-approved.v1' as const],
  provinces: ['MA-LAA'],
  purpose: 'financing of projects',
};
const granted = by('salma', SubscriptionGranted(wanted));
const because = { because: 'The agreement has ended.' };

describe('a partner', () => {
  it('is registered once', () => {
    given(partner).when(registerPartner, committee).then(registered);
    given(partner, registered).when(registerPartner, committee).thenRefused('partner.already-registered');
  });

  it('is decided on by those who answer for data, never by those who run the machines', () =>
    expect(registerPartner.sentBy).toEqual(['data-protection-officer', 'general-coordinator']));

  it('is granted a subscription that somebody else confirms', () => {
    given(partner, registered).when(grantSubscription, wanted).then(SubscriptionGranted(wanted));
    given(partner, registered, granted)
      .when(confirmSubscription, {}, { actor: { id: 'salma' } })
      .thenRefused('partner.same-person');
    given(partner, registered, granted)
      .when(confirmSubscription, {}, { actor: { id: 'driss' } })
      .then(SubscriptionConfirmed({}));
  });

  it('is confirmed only where something waits to be', () => {
    given(partner, registered).when(confirmSubscription, {}).thenRefused('partner.nothing-to-confirm');
    given(partner, registered, granted, SubscriptionConfirmed({}))
      .when(confirmSubscription, {})
      .thenRefused('partner.nothing-to-confirm');
  });

  it('outside Morocco needs an authorisation', () => {
    const abroad = { ...committee, country: 'CH' };
    given(partner, PartnerRegistered(abroad), granted)
      .when(confirmSubscription, {})
      .thenRefused('partner.authorisation-missing');
    given(partner, PartnerRegistered({ ...abroad, authorisation: 'CNDP T-12/2026' }), granted)
      .when(confirmSubscription, {})
      .then(SubscriptionConfirmed({}));
  });

  it('keeps the subscription it has until the next one is confirmed', () => {
    const other = { ...wanted, provinces: ['MA-BOD'] };
    const proposed = [registered, granted, SubscriptionConfirmed({}), by('salma', SubscriptionGranted(other))];
    expect(after(partner, ...proposed)).toMatchObject({ subscription: { provinces: ['MA-LAA'] } });
    expect(after(partner, ...proposed, SubscriptionConfirmed({}))).toMatchObject({ subscription: other });
  });

  it('is suspended, resumed and revoked for a reason', () => {
    given(partner, registered).when(suspendPartner, because).then(PartnerSuspended(because));
    given(partner, registered, PartnerSuspended(because))
      .when(suspendPartner, because)
      .thenRefused('partner.already-suspended');
    given(partner, registered, PartnerSuspended(because)).when(resumePartner, because).then(PartnerResumed(because));
    given(partner, registered).when(resumePartner, because).thenRefused('partner.not-suspended');
    given(partner, registered).when(revokePartner, because).then(PartnerRevoked(because));
  });

  it('is nothing any more once revoked', () => {
    const revoked = given(partner, registered, granted, PartnerRevoked(because));
    revoked.when(grantSubscription, wanted).thenRefused('partner.revoked');
    revoked.when(confirmSubscription, {}).thenRefused('partner.revoked');
    revoked.when(resumePartner, because).thenRefused('partner.revoked');
    given(partner).when(grantSubscription, wanted).thenRefused('partner.not-registered');
  });
});
