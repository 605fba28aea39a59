import {
  agreesTo,
  beneficiary,
  consent,
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  DeathRecorded,
  endsFor,
  giveConsent,
  partner,
  PartnerRegistered,
  PartnerRevoked,
  refuseConsent,
  withdrawConsent,
} from '#libs/casework';
import type { Fact } from '#libs/kernel';
import { after, given } from '../support/given-when-then.ts';
import { registered } from '../support/person-facts.ts';

const PARTNER = '11111111-1111-4111-8111-111111111111';
const adult = { beneficiary: after(beneficiary, registered()) };
const minor = { beneficiary: after(beneficiary, registered({ birthDate: '2012-01-01', placingCourt: 'Laâyoune' })) };
const committee = PartnerRegistered({ name: 'CPDH', kind: 'indh-committee', country: 'MA', legalBasis: 'Law 09-08' });
const known = { partner: after(partner, committee) };
const about = { purpose: 'financing', recipient: 'indh-committee' };
const aboutPartner = { ...about, recipient: PARTNER };

describe('a consent', () => {
  it('is given for a purpose to a kind of partners, or to one of them', () => {
    given(consent).when(giveConsent, about, adult).then(ConsentGiven(about));
    given(consent)
      .when(giveConsent, aboutPartner, { ...adult, ...known })
      .then(ConsentGiven(aboutPartner));
    given(consent)
      .when(giveConsent, aboutPartner, { ...adult, partner: after(partner) })
      .thenRefused('partner.not-registered');
    given(consent)
      .when(giveConsent, aboutPartner, {
        ...adult,
        partner: after(partner, committee, PartnerRevoked({ because: 'x' })),
      })
      .thenRefused('partner.revoked');
  });

  it('of a minor is the guardian’s', () => {
    given(consent).when(giveConsent, about, minor).thenRefused('consent.guardian-needed');
    given(consent)
      .when(giveConsent, { ...about, byGuardian: true }, minor)
      .then(ConsentGiven({ ...about, byGuardian: true }));
  });

  it('of somebody of age is their own, also where the guardian had agreed for the child', () => {
    const child = registered({ birthDate: '2008-06-01', placingCourt: 'Laâyoune' });
    const grownUp = { beneficiary: after(beneficiary, child) };
    const byGuardian = ConsentGiven({ ...about, byGuardian: true });
    given(consent, byGuardian).when(giveConsent, about, grownUp).then(ConsentGiven(about));
    given(consent)
      .when(giveConsent, { ...about, byGuardian: true }, adult)
      .thenRefused('consent.of-age');
  });

  it('is of someone who lives, and does not end before it begins', () => {
    const dead = { beneficiary: after(beneficiary, registered(), DeathRecorded({ diedOn: '2026-02-01' })) };
    given(consent).when(giveConsent, about, dead).thenRefused('beneficiary.deceased');
    given(consent)
      .when(giveConsent, about, { beneficiary: after(beneficiary) })
      .thenRefused('beneficiary.not-registered');
    given(consent)
      .when(giveConsent, { ...about, until: '2026-05-31' }, adult)
      .thenRefused('consent.until-in-past');
  });

  it('given twice changes nothing; prolonged it does', () => {
    given(consent, ConsentGiven(about)).when(giveConsent, about, adult).thenNothing();
    const longer = { ...about, until: '2027-01-01' };
    given(consent, ConsentGiven(about)).when(giveConsent, longer, adult).then(ConsentGiven(longer));
  });

  it('can be refused before it was given, and after', () => {
    given(consent).when(refuseConsent, about, adult).then(ConsentRefused(about));
    given(consent, ConsentGiven(about)).when(refuseConsent, about, adult).then(ConsentRefused(about));
    given(consent, ConsentRefused(about)).when(refuseConsent, about, adult).thenNothing();
  });

  it('is withdrawn where it was given, also by a child alone', () => {
    given(consent, ConsentGiven({ ...about, byGuardian: true }))
      .when(withdrawConsent, about)
      .then(ConsentWithdrawn(about));
    given(consent).when(withdrawConsent, about).thenRefused('consent.not-given');
    given(consent, ConsentRefused(about)).when(withdrawConsent, about).thenRefused('consent.not-given');
    expect(withdrawConsent.sentBy).toContain('data-protection-officer');
  });
});

describe('whether a partner may hear of a person', () => {
  const hearer = { partnerId: PARTNER, kind: 'indh-committee', purpose: 'financing' };
  const born = { birthDate: '1990-03-21' };
  const agrees = (...facts: Fact[]) => agreesTo(after(consent, ...facts), hearer, born, '2026-06-01');

  it('is no while nobody was asked', () => expect(agrees()).toBe(false));

  it('is what was decided on that purpose, until it ends', () => {
    expect(agrees(ConsentGiven(about))).toBe(true);
    expect(agrees(ConsentGiven({ ...about, purpose: 'statistics' }))).toBe(false);
    expect(agrees(ConsentGiven({ ...about, until: '2026-06-01' }))).toBe(true);
    expect(agrees(ConsentGiven({ ...about, until: '2026-05-31' }))).toBe(false);
    expect(agrees(ConsentGiven(about), ConsentWithdrawn(about))).toBe(false);
  });

  it('is the guardian’s yes until the day the person is of age, and from then on their own', () => {
    const facts = [ConsentGiven({ ...about, byGuardian: true })];
    const on = (day: string, birth: object = { birthDate: '2008-06-02' }) =>
      agreesTo(after(consent, ...facts), hearer, birth, day);
    expect(on('2026-06-01')).toBe(true);
    expect(on('2026-06-02')).toBe(false);
    expect(on('2025-12-31', { birthYear: 2008 })).toBe(true);
    expect(on('2026-01-01', { birthYear: 2008 })).toBe(false);
    expect(on('2026-06-01', {})).toBe(false);
    facts.push(ConsentGiven(about));
    expect(on('2026-06-02')).toBe(true);
  });

  it('is the guardian’s no until the person says otherwise', () => {
    const refused = ConsentRefused({ ...about, byGuardian: true });
    expect(agrees(refused)).toBe(false);
    expect(agrees(refused, ConsentGiven(about))).toBe(true);
  });

  it('is what was decided about the partner itself, where something was', () => {
    expect(agrees(ConsentGiven(about), ConsentRefused(aboutPartner))).toBe(false);
    expect(agrees(ConsentRefused(about), ConsentGiven(aboutPartner))).toBe(true);
  });

  it('remembers every end, so that a new consent does not reach back', () => {
    const again = after(consent, ConsentGiven(about), ConsentWithdrawn(about), ConsentGiven(about));
    expect(endsFor(again, hearer)).toBe(1);
    expect(endsFor(after(consent, ConsentGiven(about)), hearer)).toBe(0);
    const byGuardian = ConsentGiven({ ...about, byGuardian: true });
    expect(endsFor(after(consent, byGuardian, byGuardian), hearer)).toBe(0);
    expect(endsFor(after(consent, byGuardian, ConsentGiven(about)), hearer)).toBe(1);
  });
});
