import type { EventSentences } from './event-sentence.ts';

export const beneficiarySentences = {
  BeneficiaryRegistered: {
    ar: 'سجل مستفيدا: {name}، {sex}{hasBirthDate, select, yes {، تاريخ الازدياد {birthDate}} other {}}{hasBirthYear, select, yes {، سنة الازدياد التقديرية {birthYear}} other {}}{hasResidence, select, yes {، السكنى: {residence}} other {}}{hasGuardian, select, yes {، وله ولي} other {}}{hasPlacingCourt, select, yes {، بأمر من {placingCourt}} other {}}.',
    fr: 'Enregistrement : {name}, {sex}{hasBirthDate, select, yes {, naissance le {birthDate}} other {}}{hasBirthYear, select, yes {, naissance vers {birthYear}} other {}}{hasResidence, select, yes {, résidence : {residence}} other {}}{hasGuardian, select, yes {, sous tutelle} other {}}{hasPlacingCourt, select, yes {, par décision de {placingCourt}} other {}}.',
    en: 'Registered as a beneficiary: {name}, {sex}{hasBirthDate, select, yes {, born on {birthDate}} other {}}{hasBirthYear, select, yes {, born about {birthYear}} other {}}{hasResidence, select, yes {, living in {residence}} other {}}{hasGuardian, select, yes {, with a guardian} other {}}{hasPlacingCourt, select, yes {, placed by {placingCourt}} other {}}.',
  },
  IdentityCorrected: {
    ar: 'صححت الهوية{hasName, select, yes {، الاسم: {name}} other {}}{hasSex, select, yes {، الجنس: {sex}} other {}}{hasBirthDate, select, yes {، تاريخ الازدياد: {birthDate}} other {}}{hasBirthYear, select, yes {، سنة الازدياد: {birthYear}} other {}}{hasNationality, select, yes {، الجنسية: {nationality}} other {}}. السبب: {because}.',
    fr: 'Identité corrigée{hasName, select, yes {, nom : {name}} other {}}{hasSex, select, yes {, sexe : {sex}} other {}}{hasBirthDate, select, yes {, date de naissance : {birthDate}} other {}}{hasBirthYear, select, yes {, année de naissance : {birthYear}} other {}}{hasNationality, select, yes {, nationalité : {nationality}} other {}}. Motif : {because}.',
    en: 'Identity corrected{hasName, select, yes {, name: {name}} other {}}{hasSex, select, yes {, sex: {sex}} other {}}{hasBirthDate, select, yes {, birth date: {birthDate}} other {}}{hasBirthYear, select, yes {, birth year: {birthYear}} other {}}{hasNationality, select, yes {, nationality: {nationality}} other {}}. Reason: {because}.',
  },
  IdentifierAdded: {
    ar: 'أضيف رقم هوية ({type}): {value}.',
    fr: 'Numéro d’identité ajouté ({type}) : {value}.',
    en: 'Identity number added ({type}): {value}.',
  },
  IdentifierRetired: {
    ar: 'سحب رقم هوية ({type}): {value}. السبب: {because}.',
    fr: 'Numéro d’identité retiré ({type}) : {value}. Motif : {because}.',
    en: 'Identity number retired ({type}): {value}. Reason: {because}.',
  },
  ResidenceChanged: {
    ar: 'تغيرت السكنى إلى {province}{hasCommune, select, yes {، جماعة {commune}} other {}}، منذ {since}.',
    fr: 'Nouvelle résidence : {province}{hasCommune, select, yes {, commune de {commune}} other {}}, depuis le {since}.',
    en: 'Residence changed to {province}{hasCommune, select, yes {, commune of {commune}} other {}}, since {since}.',
  },
  DeathRecorded: {
    ar: 'سجلت الوفاة بتاريخ {diedOn}{hasBecause, select, yes {. السبب: {because}} other {}}.',
    fr: 'Décès le {diedOn}{hasBecause, select, yes {. Motif : {because}} other {}}.',
    en: 'Died on {diedOn}{hasBecause, select, yes {. Reason: {because}} other {}}.',
  },
  VisibilityRestricted: {
    ar: 'قيد الاطلاع على الملف إلى غاية {until} وبقي مفتوحا للوحدات: {units}. السبب: {reason}.',
    fr: 'Consultation restreinte jusqu’au {until}, ouverte aux unités : {units}. Motif : {reason}.',
    en: 'Visibility restricted until {until}, still open to the units: {units}. Reason: {reason}.',
    says: { reason: 'text' },
  },
  RestrictionLifted: {
    ar: 'رفع تقييد الاطلاع. السبب: {because}.',
    fr: 'Restriction de consultation levée. Motif : {because}.',
    en: 'The restriction of visibility was lifted. Reason: {because}.',
  },
  RestrictedFileOpened: {
    ar: 'فتح الملف المقيد استثناء لثلاث ساعات. السبب: {reason}.',
    fr: 'Dossier restreint ouvert par exception pour trois heures. Motif : {reason}.',
    en: 'The restricted file was opened by exception for three hours. Reason: {reason}.',
    says: { reason: 'text' },
  },
} as const satisfies EventSentences;
