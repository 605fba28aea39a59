import type { EventSentences } from './event-sentence.ts';

/** What the system keeps for itself. */
export const houseSentences = {
  LogOpened: { ar: 'فتح سجل الأحداث.', fr: 'Journal ouvert.', en: 'The log was opened.' },
  ClaimTaken: {
    ar: 'حجزت قيمة لا يحملها إلا واحد.',
    fr: 'Valeur unique retenue.',
    en: 'A value that only one may hold was taken.',
  },
  ClaimGivenUp: {
    ar: 'حررت قيمة لا يحملها إلا واحد.',
    fr: 'Valeur unique rendue.',
    en: 'A value that only one may hold was given up.',
  },
  FileRead: {
    ar: 'اطلع على الملف ({what}){hasPurpose, select, yes {. الغرض: {purpose}} other {}}.',
    fr: 'Dossier consulté ({what}){hasPurpose, select, yes {. Motif : {purpose}} other {}}.',
    en: 'The file was read ({what}){hasPurpose, select, yes {. Purpose: {purpose}} other {}}.',
  },
} as const satisfies EventSentences;
