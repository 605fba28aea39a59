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
} as const satisfies EventSentences;
