import type { EventSentences } from './event-sentence.ts';

export const custodySentences = {
  AdmissionRecorded: {
    says: { kind: { term: 'custodyKind' } },
    ar: 'إيداع بتاريخ {admittedOn}{hasEstablishment, select, yes { في {establishment}} other {}}: {kind}، الوضعية: {legalStatus}{hasRegisterNumber, select, yes {، رقم الاعتقال {registerNumber}} other {}}{hasExpectedReleaseOn, select, yes {، الإفراج المرتقب في {expectedReleaseOn}} other {}}.',
    fr: 'Admission le {admittedOn}{hasEstablishment, select, yes {, {establishment}} other {}} : {kind}, {legalStatus}{hasRegisterNumber, select, yes {, numéro d’écrou {registerNumber}} other {}}{hasExpectedReleaseOn, select, yes {, sortie prévue le {expectedReleaseOn}} other {}}.',
    en: 'Admitted on {admittedOn}{hasEstablishment, select, yes { to {establishment}} other {}}: {kind}, {legalStatus}{hasRegisterNumber, select, yes {, register number {registerNumber}} other {}}{hasExpectedReleaseOn, select, yes {, release expected on {expectedReleaseOn}} other {}}.',
  },
  LegalStatusChanged: {
    ar: 'أصبحت الوضعية القانونية: {legalStatus}، منذ {since}.',
    fr: 'Situation pénale : {legalStatus}, depuis le {since}.',
    en: 'Legal status: {legalStatus}, since {since}.',
  },
  TransferRecorded: {
    ar: 'نقل إلى {establishment} بتاريخ {transferredOn}{hasRegisterNumber, select, yes {، رقم الاعتقال {registerNumber}} other {}}.',
    fr: 'Transfert le {transferredOn} : {establishment}{hasRegisterNumber, select, yes {, numéro d’écrou {registerNumber}} other {}}.',
    en: 'Transferred to {establishment} on {transferredOn}{hasRegisterNumber, select, yes {, register number {registerNumber}} other {}}.',
  },
  ExpectedReleaseSet: {
    ar: 'الإفراج مرتقب في {expectedOn}{hasBasis, select, yes { ({basis})} other {}}.',
    fr: 'Sortie prévue le {expectedOn}{hasBasis, select, yes { ({basis})} other {}}.',
    en: 'Release expected on {expectedOn}{hasBasis, select, yes { ({basis})} other {}}.',
  },
  ReleaseRecorded: {
    ar: 'أفرج عنه بتاريخ {releasedOn}: {reason}{hasResidence, select, yes {، السكنى: {residence}} other {}}{hasBatchId, select, yes {، اللائحة {batchId}} other {}}.',
    fr: 'Sortie le {releasedOn} : {reason}{hasResidence, select, yes {, résidence : {residence}} other {}}{hasBatchId, select, yes {, liste {batchId}} other {}}.',
    en: 'Released on {releasedOn}: {reason}{hasResidence, select, yes {, living in {residence}} other {}}{hasBatchId, select, yes {, list {batchId}} other {}}.',
  },
  ReleaseCorrected: {
    ar: 'صحح الإفراج{hasReleasedOn, select, yes {، التاريخ: {releasedOn}} other {}}{hasReason, select, yes {، السبب: {reason}} other {}}. سبب التصحيح: {because}.',
    fr: 'Sortie corrigée{hasReleasedOn, select, yes {, date : {releasedOn}} other {}}{hasReason, select, yes {, nature : {reason}} other {}}. Motif de la correction : {because}.',
    en: 'Release corrected{hasReleasedOn, select, yes {, date: {releasedOn}} other {}}{hasReason, select, yes {, kind: {reason}} other {}}. Reason for the correction: {because}.',
  },
  ReleaseVoided: {
    ar: 'ألغي تسجيل الإفراج: لم يقع. السبب: {because}.',
    fr: 'Sortie annulée : elle n’a pas eu lieu. Motif : {because}.',
    en: 'Release voided: it did not take place. Reason: {because}.',
  },
} as const satisfies EventSentences;
