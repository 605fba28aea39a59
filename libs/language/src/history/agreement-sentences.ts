import type { EventSentences } from './event-sentence.ts';

export const agreementSentences = {
  AgreementSigned: {
    ar: 'وقعت اتفاقية الشراكة {reference} مع {partner} في {signedOn}: {programme}، الغلاف المالي {envelopeCentimes}{hasPerProjectCapCentimes, select, yes {، وسقف المشروع {perProjectCapCentimes}} other {}}، في {provinces}، من {validFrom} إلى {validUntil}.',
    fr: 'Convention {reference} signée avec {partner} le {signedOn} : {programme}, enveloppe de {envelopeCentimes}{hasPerProjectCapCentimes, select, yes {, plafond par projet de {perProjectCapCentimes}} other {}}, {provinces}, du {validFrom} au {validUntil}.',
    en: 'Agreement {reference} signed with {partner} on {signedOn}: {programme}, envelope of {envelopeCentimes}{hasPerProjectCapCentimes, select, yes {, at most {perProjectCapCentimes} a project} other {}}, in {provinces}, from {validFrom} to {validUntil}.',
  },
  InstalmentReceived: {
    ar: 'تسلمت الدفعة رقم {number} في {receivedOn}: {amountCentimes}، المرجع {reference}.',
    fr: 'Versement n° {number} reçu le {receivedOn} : {amountCentimes}, référence {reference}.',
    en: 'Instalment {number} received on {receivedOn}: {amountCentimes}, reference {reference}.',
  },
  FundsReserved: {
    ar: 'حجز {amountCentimes} للمشروع ({province}).',
    fr: '{amountCentimes} réservés pour le projet ({province}).',
    en: '{amountCentimes} reserved for the project ({province}).',
  },
  FundsCommitted: {
    ar: 'التزم بمبلغ {amountCentimes} للمشروع{hasShortCentimes, select, yes {، والباقي في انتظار الدفعات المقبلة: {shortCentimes}} other {}}.',
    fr: '{amountCentimes} engagés pour le projet{hasShortCentimes, select, yes {, reste à engager aux prochains versements : {shortCentimes}} other {}}.',
    en: '{amountCentimes} committed to the project{hasShortCentimes, select, yes {, still to come with the next instalments: {shortCentimes}} other {}}.',
  },
  FundsReleased: {
    ar: 'حرر {amountCentimes} كان محجوزا للمشروع. السبب: {because}.',
    fr: '{amountCentimes} libérés, qui étaient réservés pour le projet. Motif : {because}.',
    en: '{amountCentimes} reserved for the project are free again. Reason: {because}.',
  },
  AgreementClosed: {
    ar: 'أغلقت الاتفاقية في {closedOn}. السبب: {because}.',
    fr: 'Convention clôturée le {closedOn}. Motif : {because}.',
    en: 'Agreement closed on {closedOn}. Reason: {because}.',
  },
} as const satisfies EventSentences;
