import type { EventSentences } from './event-sentence.ts';

/** Who may hear of people, and what people decided about it. */
export const partnerSentences = {
  PartnerRegistered: {
    ar: 'سجل الشريك {name} ({kind}، {country}). الأساس القانوني: {legalBasis}{hasAuthorisation, select, yes {، إذن النقل {authorisation}} other {}}.',
    fr: 'Partenaire enregistré : {name} ({kind}, {country}). Base légale : {legalBasis}{hasAuthorisation, select, yes {, autorisation de transfert {authorisation}} other {}}.',
    en: 'Partner registered: {name} ({kind}, {country}). Legal basis: {legalBasis}{hasAuthorisation, select, yes {, authorisation to send abroad {authorisation}} other {}}.',
    says: { name: 'text' },
  },
  SubscriptionGranted: {
    ar: 'اقترح اشتراك الشريك في أحداث {provinces}. الغرض: {purpose}.',
    fr: 'Abonnement proposé au partenaire : {provinces}. Motif : {purpose}.',
    en: 'A subscription was proposed for the partner: {provinces}. Purpose: {purpose}.',
  },
  SubscriptionConfirmed: {
    ar: 'أكد اشتراك الشريك.',
    fr: 'Abonnement du partenaire confirmé.',
    en: 'The partner’s subscription was confirmed.',
  },
  PartnerSuspended: {
    ar: 'أوقف الشريك مؤقتا. السبب: {because}.',
    fr: 'Partenaire suspendu. Motif : {because}.',
    en: 'Partner suspended. Reason: {because}.',
  },
  PartnerResumed: {
    ar: 'استؤنف الإرسال إلى الشريك. السبب: {because}.',
    fr: 'Envoi au partenaire repris. Motif : {because}.',
    en: 'Partner resumed. Reason: {because}.',
  },
  PartnerRevoked: {
    ar: 'أنهيت الشراكة. السبب: {because}.',
    fr: 'Partenariat révoqué. Motif : {because}.',
    en: 'Partner revoked. Reason: {because}.',
  },
  ConsentGiven: {
    ar: 'وافق الشخص{byGuardian, select, true { عن طريق وليه} other {}} على إخبار {recipient}. الغرض: {purpose}{hasUntil, select, yes {، إلى غاية {until}} other {}}.',
    fr: 'Consentement donné{byGuardian, select, true { par le tuteur} other {}} pour {recipient}. Motif : {purpose}{hasUntil, select, yes {, jusqu’au {until}} other {}}.',
    en: 'Consent given{byGuardian, select, true { by the guardian} other {}} for {recipient}. Purpose: {purpose}{hasUntil, select, yes {, until {until}} other {}}.',
    says: { byGuardian: 'yes-or-no' },
  },
  ConsentRefused: {
    ar: 'رفض الشخص{byGuardian, select, true { عن طريق وليه} other {}} إخبار {recipient}. الغرض: {purpose}.',
    fr: 'Consentement refusé{byGuardian, select, true { par le tuteur} other {}} pour {recipient}. Motif : {purpose}.',
    en: 'Consent refused{byGuardian, select, true { by the guardian} other {}} for {recipient}. Purpose: {purpose}.',
    says: { byGuardian: 'yes-or-no' },
  },
  ConsentWithdrawn: {
    ar: 'سحب الشخص{byGuardian, select, true { عن طريق وليه} other {}} موافقته على إخبار {recipient}. الغرض: {purpose}.',
    fr: 'Consentement retiré{byGuardian, select, true { par le tuteur} other {}} pour {recipient}. Motif : {purpose}.',
    en: 'Consent withdrawn{byGuardian, select, true { by the guardian} other {}} for {recipient}. Purpose: {purpose}.',
    says: { byGuardian: 'yes-or-no' },
  },
} as const satisfies EventSentences;
