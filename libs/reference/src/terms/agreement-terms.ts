import type { Named } from '../named.ts';

export const agreementTerms = {
  fundingSource: [
    { code: 'agreement', ar: 'اتفاقية شراكة', fr: 'Convention', en: 'Agreement' },
    { code: 'own', ar: 'مساهمة ذاتية', fr: 'Apport personnel', en: 'Own share' },
    { code: 'in-kind', ar: 'مساهمة عينية', fr: 'Apport en nature', en: 'In kind' },
    { code: 'other', ar: 'مصدر آخر', fr: 'Autre source', en: 'Other' },
  ],
  approvalStep: [
    { code: 'centre', ar: 'المركز', fr: 'Centre', en: 'Centre' },
    { code: 'region', ar: 'الجهة', fr: 'Région', en: 'Region' },
    { code: 'committee-review', ar: 'الدراسة التقنية للجنة', fr: 'Examen technique du comité', en: 'Committee review' },
    { code: 'committee-session', ar: 'جلسة اللجنة', fr: 'Séance du comité', en: 'Committee session' },
  ],
  projectStatus: [
    { code: 'draft', ar: 'مسودة', fr: 'Brouillon', en: 'Draft' },
    { code: 'submitted', ar: 'مقدم', fr: 'Soumis', en: 'Submitted' },
    { code: 'approved', ar: 'موافق عليه', fr: 'Approuvé', en: 'Approved' },
    { code: 'rejected', ar: 'مرفوض', fr: 'Rejeté', en: 'Rejected' },
    { code: 'withdrawn', ar: 'مسحوب', fr: 'Retiré', en: 'Withdrawn' },
  ],
  programme: [
    {
      code: 'INDH-2',
      ar: 'المبادرة الوطنية للتنمية البشرية، البرنامج الثاني',
      fr: 'INDH, programme 2',
      en: 'National human-development initiative, programme 2',
    },
    {
      code: 'INDH-3',
      ar: 'المبادرة الوطنية للتنمية البشرية، البرنامج الثالث',
      fr: 'INDH, programme 3',
      en: 'National human-development initiative, programme 3',
    },
  ],
} as const satisfies Readonly<Record<string, readonly Named[]>>;
