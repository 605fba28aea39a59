import type { Named } from '../named.ts';

export const personTerms = {
  sex: [
    { code: 'female', ar: 'أنثى', fr: 'Femme', en: 'Female', spellings: ['انثى', 'امرأة', 'F', 'Féminin'] },
    { code: 'male', ar: 'ذكر', fr: 'Homme', en: 'Male', spellings: ['رجل', 'M', 'H', 'Masculin'] },
  ],
  identifierType: [
    { code: 'cin', ar: 'البطاقة الوطنية للتعريف', fr: 'Carte nationale d’identité', en: 'National identity card' },
    {
      code: 'idcs',
      ar: 'المعرف المدني والاجتماعي',
      fr: 'Identifiant civil et social',
      en: 'Civil and social identifier',
    },
    { code: 'massar', ar: 'رمز مسار', fr: 'Code Massar', en: 'Massar code' },
    { code: 'passport', ar: 'جواز السفر', fr: 'Passeport', en: 'Passport' },
  ],
  ageGroup: [
    { code: 'under-18', ar: 'أقل من 18 سنة', fr: 'Moins de 18 ans', en: 'Under 18' },
    { code: '18-24', ar: 'من 18 إلى 24 سنة', fr: '18 à 24 ans', en: '18 to 24' },
    { code: '25-39', ar: 'من 25 إلى 39 سنة', fr: '25 à 39 ans', en: '25 to 39' },
    { code: '40-59', ar: 'من 40 إلى 59 سنة', fr: '40 à 59 ans', en: '40 to 59' },
    { code: '60-plus', ar: '60 سنة فأكثر', fr: '60 ans et plus', en: '60 and over' },
  ],
} as const satisfies Readonly<Record<string, readonly Named[]>>;
